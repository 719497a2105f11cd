package io.curfew.listener;

import io.curfew.events.receipt.NodeState;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the receipts topic how far this node has applied the revocations: at once when that changes, but at most every
 * 100 ms, at least every second, and once more when the listener was closed. Its first word is awaited before the node
 * learns anything, so that nobody proves a revocation without a node that decides; but for five seconds only. What it
 * cannot tell costs nothing but the proof: it has its own thread and producer.
 */
final class ReceiptReporter implements Runnable, AutoCloseable {
    private static final Duration FIRST_WORD = Duration.ofSeconds(5);

    private final ReceiptSender.Origin origin;
    private final KafkaSettings settings;
    private final NodeProgress progress;
    private final Supplier<ListenerStatus.State> state;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Thread thread = new Thread(this, "curfew-listener-receipts");
    private volatile boolean closing;
    private boolean warned;
    private Runnable whenIntroduced = () -> {};

    private ReceiptReporter(
            ReceiptSender.Origin origin,
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
        ReceiptSender.Origin origin =
                new ReceiptSender.Origin(to, options.service, options.node, options.topic, options.maxStaleness);
        KafkaSettings settings = new KafkaSettings(options.clientSettings());
        return new ReceiptReporter(origin, settings, progress, state, options.clock, options.nanoTime);
    }

    /**
     * Starts to report.
     *
     * @param introduced what is to be done once, on another thread, when the first word is on the topic, or when waiting
     *     for that longer would keep the node from its work
     */
    void start(Runnable introduced) {
        whenIntroduced = introduced;
        thread.start();
    }

    @Override
    public void run() {
        long began = nanoTime.getAsLong();
        try {
            while (!closing) {
                long tried = nanoTime.getAsLong();
                tell(began);
                pause(tried, ReceiptsTopic.HEARTBEAT);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            ReceiptSender.warn(origin, t);
        } finally {
            introduced();
        }
    }

    /** Until closed, or when there can be no client: of a name that does not resolve yet, or settings that never will do. */
    private void tell(long began) throws InterruptedException {
        try (ReceiptSender sender = new ReceiptSender(origin, settings, progress, clock)) {
            introduce(sender, began);
            report(sender);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (!warned) {
                warned = true;
                ReceiptSender.warn(origin, e.getCause() == null ? e : e.getCause());
            }
            if (left(began, FIRST_WORD) <= 0) {
                introduced();
            }
        }
    }

    private void introduce(ReceiptSender sender, long began) throws InterruptedException {
        while (!closing && !sender.heard() && left(began, FIRST_WORD) > 0) {
            long sent = nanoTime.getAsLong();
            sender.send(NodeState.STARTING);
            boolean unused = sender.awaitHeard(left(sent, ReceiptsTopic.HEARTBEAT));
        }
        introduced();
    }

    private void introduced() {
        Runnable action = whenIntroduced;
        whenIntroduced = () -> {};
        action.run();
    }

    private void report(ReceiptSender sender) throws InterruptedException {
        while (!closing) {
            long sent = nanoTime.getAsLong();
            long changes = progress.changes();
            sender.send(stateNow());
            pause(sent, sender.gap());
            while (!closing && left(sent, ReceiptsTopic.HEARTBEAT) > 0 && progress.changes() == changes) {
                progress.awaitChange(changes, left(sent, ReceiptsTopic.HEARTBEAT));
            }
        }
        if (sender.heard()) {
            sender.send(NodeState.LEAVING);
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
