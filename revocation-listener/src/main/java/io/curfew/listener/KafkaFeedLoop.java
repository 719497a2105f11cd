package io.curfew.listener;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread: connects, however long it takes, reads on ({@link TopicReader}), and begins anew when its place in the topic,
 * or the topic itself, is no longer what it was. Nothing else touches the consumer. However the thread ends, other than by
 * {@link #close}, the listener fails.
 */
final class KafkaFeedLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final long RETRY_MILLIS = 1000;
    /** Every so many failed attempts the log says so again. */
    private static final int LOG_EVERY = 30;

    private final KafkaSettings settings;
    private final String topic;
    private final Duration lookback;
    private final NoticeFeed.Sink sink;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean following;
    private int attempts;

    KafkaFeedLoop(
            KafkaSettings settings,
            String topic,
            Duration lookback,
            NoticeFeed.Sink sink,
            Clock clock,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.topic = topic;
        this.lookback = lookback;
        this.sink = sink;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this, "curfew-listener");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void close() {
        stop.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (following && current != null) {
            current.wakeup();
        } else {
            thread.interrupt();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped()) {
                round();
                stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            sink.failed("the consumer thread died of " + t + "; restart the process", t);
        }
    }

    /** Connects and reads until there is a reason to begin anew. */
    private void round() throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin())) {
            read(admin);
        } catch (WakeupException e) {
            beginAnew("the consumer was woken by someone else", e);
        } catch (InvalidOffsetException e) {
            beginAnew("the listener's place in topic " + topic + " is gone (" + e.getMessage() + ")", e);
        } catch (RebuildException e) {
            beginAnew(e.why(), null);
        } catch (TopicCheck.RefusedException e) {
            waiting(String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            // A name that does not resolve yet, or settings that never will do.
            String why = String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            if (following) {
                beginAnew(why, e);
            } else {
                waiting(why);
            }
        } finally {
            following = false;
        }
    }

    private void read(Admin admin) throws InterruptedException, TopicCheck.RefusedException {
        ClockWatch clocks = new ClockWatch(clock, nanoTime);
        TopicCheck.Identity identity = TopicCheck.safe(admin, topic, lookback);
        try (Consumer<byte[], byte[]> created = new KafkaConsumer<>(settings.consumer())) {
            consumer = created;
            List<NoticeLedger> ledgers =
                    StartOffsets.seek(created, topic, identity.partitions(), clock.millis() - lookback.toMillis());
            ReadingRound round = new ReadingRound(new Freshness(identity.partitions()), sink, clock);
            following = true;
            log.info(
                    "Reading topic {} ({} partitions) at {}",
                    topic,
                    identity.partitions(),
                    settings.bootstrapServers());
            Thread probe = new Thread(
                    new EndOffsetProbe(
                            admin, topic, identity, lookback, round, clocks, created::wakeup, sink, nanoTime, stop),
                    "curfew-listener-probe");
            probe.setDaemon(true);
            probe.start();
            try {
                new TopicReader(created, topic, ledgers, round, lookback, sink, stop).readOn();
            } catch (WakeupException e) {
                String asked = round.rebuildRequested();
                throw asked == null ? e : new RebuildException(asked);
            } finally {
                round.end();
                probe.interrupt();
                probe.join(TimeUnit.SECONDS.toMillis(2));
            }
        }
    }

    /** What was applied stays; nothing passes until everything was read once more. */
    private void beginAnew(String why, @Nullable Exception cause) {
        if (!stopped()) {
            sink.lost(why + "; reading the topic anew");
            log.warn("Revocation listener reads topic {} anew: {}", topic, why, cause);
        }
    }

    private void waiting(String why) {
        String sentence = why + " (Kafka at " + settings.bootstrapServers() + "; trying on)";
        sink.waiting(sentence);
        if (attempts++ % LOG_EVERY == 0 && !stopped()) {
            log.warn("Revocation listener is not ready: {}", sentence);
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }
}
