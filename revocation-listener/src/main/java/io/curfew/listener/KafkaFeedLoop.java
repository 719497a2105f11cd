package io.curfew.listener;

import java.time.Clock;
import java.time.Duration;
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
 * One thread: connects, however long it takes, and then reads on ({@link TopicReader}). Nothing else touches the consumer.
 * However the thread ends, other than by {@link #close}, the listener fails.
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
                session();
                stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (WakeupException e) {
            if (!stopped()) {
                sink.failed("the consumer was woken by someone else; restart the process", e);
            }
        } catch (InvalidOffsetException e) {
            sink.failed(
                    "the listener's place in topic " + topic + " is gone (" + e.getMessage()
                            + "); restart the process to read it anew",
                    e);
        } catch (Throwable t) {
            if (!stopped()) {
                sink.failed("the consumer thread died of " + t + "; restart the process", t);
            }
        }
    }

    /** Returns only when no client could be made; once following, leaves by an exception or the end. */
    private void session() throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin())) {
            while (!stopped()) {
                attempt(admin);
                stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (KafkaException e) {
            if (following) {
                throw e;
            }
            // A name that does not resolve yet, or settings that never will do.
            waiting(String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }

    private void attempt(Admin admin) throws InterruptedException {
        TopicCheck.Identity identity;
        try {
            identity = TopicCheck.safe(admin, topic, lookback);
        } catch (TopicCheck.RefusedException e) {
            waiting(String.valueOf(e.getMessage()));
            return;
        }
        try (Consumer<byte[], byte[]> created = new KafkaConsumer<>(settings.consumer())) {
            consumer = created;
            try {
                StartOffsets.seek(created, topic, identity.partitions(), clock.millis() - lookback.toMillis());
            } catch (KafkaException e) {
                // Nothing has been read yet, so nothing can be lost by beginning again.
                waiting(String.valueOf(e.getMessage()));
                return;
            }
            following = true;
            follow(created, admin, identity);
        }
    }

    private void follow(Consumer<byte[], byte[]> from, Admin admin, TopicCheck.Identity identity)
            throws InterruptedException {
        log.info("Reading topic {} ({} partitions) at {}", topic, identity.partitions(), settings.bootstrapServers());
        Freshness freshness = new Freshness(identity.partitions());
        Thread probe = new Thread(
                new EndOffsetProbe(admin, topic, identity, freshness, sink, nanoTime, stop), "curfew-listener-probe");
        probe.setDaemon(true);
        probe.start();
        try {
            new TopicReader(from, topic, freshness, sink, stop).readOn();
        } finally {
            probe.interrupt();
            probe.join(TimeUnit.SECONDS.toMillis(2));
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
