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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one running listener's receipts to their topic and knows whether they get there. Failures are logged once, until
 * it works again. Sent to by one thread; the questions are for any.
 */
final class ReceiptSender implements AutoCloseable {
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
    private final NodeProgress progress;
    private final Clock clock;
    private final Producer<byte[], byte[]> producer;
    private final String epoch = UUID.randomUUID().toString();
    private final CountDownLatch heard = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean refused;
    private volatile boolean closing;
    private long seq;

    ReceiptSender(Origin origin, KafkaSettings settings, NodeProgress progress, Clock clock) {
        this.origin = origin;
        this.progress = progress;
        this.clock = clock;
        this.producer = new KafkaProducer<>(settings.producer());
    }

    /** Says how this node is now. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
    void send(NodeState as) {
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

    /** Whether any receipt ever got there. */
    boolean heard() {
        return heard.getCount() == 0;
    }

    /** Waits until one did, at most so long. */
    boolean awaitHeard(long nanos) throws InterruptedException {
        return heard.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** How long to wait at least before the next one, after the answer to the last. */
    Duration gap() {
        if (!failing) {
            return ReceiptsTopic.LEAST_GAP;
        }
        // Who was never heard of is not counted on: it tries as often as it would report, unless it was told no.
        return heard() || refused ? AFTER_FAILURE : ReceiptsTopic.HEARTBEAT;
    }

    private void answered(@Nullable Exception failure) {
        if (failure != null) {
            trouble(failure);
            return;
        }
        heard.countDown();
        if (failing) {
            failing = false;
            log.info("Receipts reach topic {}", origin.receiptsTopic());
        }
    }

    private void trouble(Throwable why) {
        if (!failing && !closing) {
            warn(origin, why);
        }
        refused = why instanceof AuthorizationException || why instanceof AuthenticationException;
        failing = true;
    }

    /** Says that nobody can tell what this node has applied, and why. */
    static void warn(Origin of, Throwable why) {
        log.warn(
                "Receipts do not reach topic {} ({}); nobody can tell what this node has applied",
                of.receiptsTopic(),
                String.valueOf(why));
    }

    /** Sends what is under way, for 1.5 s at most; what fails from now on is not logged. */
    @Override
    public void close() {
        closing = true;
        producer.close(GOOD_BYE);
    }
}
