package io.curfew.command.outbox;

import io.curfew.command.database.Lease;
import io.curfew.command.database.SqlErrors;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a watermark to the revocation topic every interval, from one node at a time.
 *
 * <p>A watermark claims: every revocation that anybody was told of before I was due is in the topic before me. Why that
 * holds: (1) whoever was told 204 was told after Kafka's acknowledgement, so it lies before any later record. (2) whoever
 * was told 202 was told after the commit, so its row is committed when this tick reads the highest unpublished id; the
 * watermark is sent only when no committed row up to that id is unpublished any more. (3) a row that is not committed when
 * the tick reads is nobody's promise yet; its id may be lower, and then it is waited for as soon as it commits, which does
 * no harm. (4) rows committed later have higher ids or are caught by (3), and belong to the next watermark, so a steady
 * stream of logouts does not hold watermarks up.
 *
 * <p>Only one node needs to do it, so a lease says which; two at once would be harmless, as each makes its own check. A
 * node that is paused between check and send could append one watermark late: before sending it looks whether its check is
 * still younger than the lease. What remains is a pause inside the producer; it delays by at most one watermark what a
 * listener notices about revocations that were answered 202, never those answered 204.
 *
 * <p>"In the topic" means in this incarnation of it, and still there: {@link SettledTopic} and {@link TopicClaims} see to
 * that.
 */
final class WatermarkRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatermarkRelay.class);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final OutboxStore store;
    private final KafkaPublisher publisher;
    private final SettledTopic settledTopic;
    private final TopicClaims claims;
    private final Lease lease;
    private final Clock clock;
    private final String topic;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "curfew-watermarks");
    private volatile boolean troubled;

    WatermarkRelay(
            OutboxStore store,
            KafkaPublisher publisher,
            SettledTopic settledTopic,
            TopicClaims claims,
            Lease lease,
            Clock clock,
            String topic,
            Duration interval) {
        this.store = store;
        this.publisher = publisher;
        this.settledTopic = settledTopic;
        this.claims = claims;
        this.lease = lease;
        this.clock = clock;
        this.topic = topic;
        this.interval = interval;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long next = System.nanoTime();
        try {
            while (!pause(Math.max(0, next - System.nanoTime()))) {
                next = System.nanoTime() + interval.toNanos();
                try {
                    tick();
                } catch (KafkaException e) {
                    trouble("Kafka does not say which topic it is: " + e);
                } catch (RuntimeException e) {
                    trouble("what it takes does not work: " + SqlErrors.describe(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One watermark, or none when it would claim too much. */
    private void tick() throws InterruptedException {
        long held = System.nanoTime();
        if (!lease.tryHold()) {
            return;
        }
        Instant at = clock.instant();
        Long boundary = store.lastUnpublishedNotice();
        while (boundary != null && store.hasUnpublishedNoticeUpTo(boundary)) {
            if (System.nanoTime() - held > interval.toNanos()) {
                trouble("revocations are waiting to be published");
                return;
            }
            if (pause(LOOK.toNanos())) {
                return;
            }
        }
        // Last, so that there is hardly a moment in which the topic could be made anew unseen.
        if (settledTopic.isSettled()
                && claims.hold()
                && System.nanoTime() - held < lease.duration().toNanos()) {
            send(at);
        }
    }

    /** Into every partition, since a listener knows of each only what it has read there. */
    private void send(Instant at) throws InterruptedException {
        int partitions = settledTopic.partitions();
        CountDownLatch answered = new CountDownLatch(partitions);
        AtomicInteger taken = new AtomicInteger();
        for (int partition = 0; partition < partitions; partition++) {
            Notice watermark = new Notice.Watermark(at, claims.of(partition));
            publisher.send(
                    topic,
                    partition,
                    NoticeCodec.encodeKey(watermark),
                    NoticeCodec.encodeValue(watermark),
                    Map.of(),
                    (metadata, failure) -> {
                        if (failure != null) {
                            trouble("Kafka does not take them: " + failure);
                        } else if (taken.incrementAndGet() == partitions && troubled) {
                            troubled = false;
                            LOG.info("watermarks flow again");
                        }
                        answered.countDown();
                    });
        }
        answered.await(publisher.deliveryTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trouble(String why) {
        if (!troubled) {
            troubled = true;
            LOG.warn("no watermark is sent, listeners will turn stale: {}", why);
        }
    }

    private boolean pause(long nanos) throws InterruptedException {
        return closing.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            lease.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("the lease runs out by itself", e);
        }
    }
}
