package io.curfew.listener;

import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.receipt.NodeReceipt;
import io.curfew.events.receipt.NodeState;
import io.curfew.events.receipt.ReceiptCodec;
import io.curfew.events.receipt.ReceiptsTopic;
import io.curfew.events.receipt.WhenStale;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the receipts topic how far this node has applied the revocations: at once when that changes, but at most every
 * 100 ms, at least every second, and once more when the listener was closed. What it cannot tell costs nothing but the
 * proof: it has its own thread and producer, nobody waits for either, and its failures are logged once.
 */
final class ReceiptReporter implements Runnable, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration GOOD_BYE = Duration.ofMillis(1500);

    /** Who reports, and where to. */
    record Origin(String receiptsTopic, String service, String node, String revocationsTopic, Duration maxStaleness) {
        Origin {
            if (!NoticeCodec.isId(service) || !NoticeCodec.isId(node)) {
                throw new IllegalArgumentException(
                        "the names of service and node have 1 to 256 characters, no control characters");
            }
        }
    }

    private final Origin origin;
    private final KafkaSettings settings;
    private final NodeProgress progress;
    private final Supplier<ListenerStatus.State> state;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final String epoch = UUID.randomUUID().toString();
    private final Thread thread = new Thread(this, "curfew-listener-receipts");
    private volatile boolean closing;
    private volatile boolean failing;
    private volatile boolean heard;
    private long seq;

    private ReceiptReporter(
            Origin origin,
            KafkaSettings settings,
            NodeProgress progress,
            Supplier<ListenerStatus.State> state,
            Clock clock,
            LongSupplier nanoTime) {
        this.origin = origin;
        this.settings = settings;
        this.progress = progress;
        this.state = state;
        this.clock = clock;
        this.nanoTime = nanoTime;
        thread.setDaemon(true);
    }

    /** That of a listener which reads from Kafka and is to report, else null: other feeds have no positions. */
    static @Nullable ReceiptReporter of(
            RevocationListenerBuilder options, NodeProgress progress, Supplier<ListenerStatus.State> state) {
        String to = options.receiptsTopic;
        if (to == null || options.feed != null) {
            return null;
        }
        Origin origin = new Origin(to, options.service, options.node, options.topic, options.maxStaleness);
        KafkaSettings settings = new KafkaSettings(options.clientSettings());
        return new ReceiptReporter(origin, settings, progress, state, options.clock, options.nanoTime);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        // Not to be tried again and again: a client that cannot be made has settings that never will do.
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer())) {
            report(producer);
            if (heard) {
                send(producer, NodeState.LEAVING);
            }
            producer.close(GOOD_BYE);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            trouble(t);
        }
    }

    private void report(Producer<byte[], byte[]> producer) throws InterruptedException {
        while (!closing) {
            long sent = nanoTime.getAsLong();
            long changes = progress.changes();
            send(producer, stateNow());
            Duration gap = failing ? AFTER_FAILURE : ReceiptsTopic.LEAST_GAP;
            pause(sent, gap);
            while (!closing && left(sent, ReceiptsTopic.HEARTBEAT) > 0 && progress.changes() == changes) {
                progress.awaitChange(changes, left(sent, ReceiptsTopic.HEARTBEAT));
            }
        }
    }

    /** Until so long after an instant, or until closed. */
    private void pause(long since, Duration duration) throws InterruptedException {
        while (!closing && left(since, duration) > 0) {
            progress.awaitChange(progress.changes(), left(since, duration));
        }
    }

    private long left(long since, Duration duration) {
        return duration.toNanos() - (nanoTime.getAsLong() - since);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
    private void send(Producer<byte[], byte[]> producer, NodeState as) {
        NodeReceipt receipt = new NodeReceipt(
                origin.service(),
                origin.node(),
                epoch,
                seq++,
                origin.revocationsTopic(),
                progress.applied(),
                clock.instant(),
                as,
                origin.maxStaleness(),
                WhenStale.valueOf(progress.weakest().name()));
        try {
            producer.send(
                    new ProducerRecord<>(
                            origin.receiptsTopic(), ReceiptCodec.encodeKey(receipt), ReceiptCodec.encodeValue(receipt)),
                    (metadata, failure) -> answered(failure));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            trouble(e);
        }
    }

    private void answered(@Nullable Exception failure) {
        if (failure != null) {
            trouble(failure);
            return;
        }
        heard = true;
        if (failing) {
            failing = false;
            log.info("Receipts reach topic {} again", origin.receiptsTopic());
        }
    }

    private void trouble(Throwable why) {
        if (!failing && !closing) {
            log.warn(
                    "Receipts do not reach topic {} ({}); this node works, but nobody can tell what it has applied",
                    origin.receiptsTopic(),
                    String.valueOf(why));
        }
        failing = true;
    }

    private NodeState stateNow() {
        return switch (state.get()) {
            case NEW, STARTING -> NodeState.STARTING;
            case READY -> NodeState.READY;
            case STALE -> NodeState.STALE;
            // Nobody is told before close() has made sure that nothing is accepted any more.
            case FAILED, CLOSED -> NodeState.FAILED;
        };
    }

    /** Says good-bye, if anybody ever heard of it; returns after two seconds at the latest. */
    @Override
    public void close() {
        closing = true;
        progress.wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
