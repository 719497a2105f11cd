package io.curfew.listener;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFormatException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread: connects, however long it takes, and then applies every record in order. Nothing else touches the consumer.
 * However the thread ends, other than by {@link #close}, the listener fails.
 */
final class KafkaFeedLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RevocationListener.class);
    private static final Duration POLL = Duration.ofSeconds(1);
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
            for (int attempt = 0; !stopped(); attempt++) {
                session(attempt);
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

    /** Returns only when the connection could not be made; once following, leaves by an exception or the end. */
    private void session(int attempt) throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin());
                Consumer<byte[], byte[]> created = new KafkaConsumer<>(settings.consumer())) {
            consumer = created;
            TopicCheck.Identity identity;
            try {
                identity = TopicCheck.safe(admin, topic, lookback);
                StartOffsets.seek(created, topic, identity.partitions(), clock.millis() - lookback.toMillis());
            } catch (TopicCheck.RefusedException | KafkaException e) {
                // Nothing has been read yet, so nothing can be lost by beginning again.
                waiting(attempt, String.valueOf(e.getMessage()));
                return;
            }
            following = true;
            follow(created, admin, identity);
        } catch (KafkaException e) {
            if (following) {
                throw e;
            }
            // No client could be made: a name that does not resolve yet, or settings that never will do.
            waiting(
                    attempt,
                    String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
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
            read(from, freshness);
        } finally {
            probe.interrupt();
            probe.join(TimeUnit.SECONDS.toMillis(2));
        }
    }

    private void read(Consumer<byte[], byte[]> from, Freshness freshness) throws InterruptedException {
        while (!stopped()) {
            try {
                for (ConsumerRecord<byte[], byte[]> message : from.poll(POLL)) {
                    apply(message, freshness);
                }
            } catch (AuthenticationException | AuthorizationException | RetriableException e) {
                // The place in the topic is kept, so nothing is skipped; meanwhile knowledge ages.
                sink.waiting("Kafka refuses to be read: " + e.getMessage());
                log.warn("Cannot read topic {}: {}", topic, e.getMessage());
                stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> message, Freshness freshness) {
        Notice notice;
        try {
            notice = NoticeCodec.decode(message.key(), message.value());
        } catch (NoticeFormatException e) {
            // Read on all the same: what comes behind may still be revocations, and REVOKED stays a true answer.
            sink.undecodable(
                    topic + "-" + message.partition() + "@" + message.offset(), String.valueOf(e.getMessage()));
            return;
        }
        if (notice instanceof Notice.Revocation revocation) {
            sink.apply(revocation);
        } else {
            freshness.watermarkApplied(message.partition(), message.offset());
            freshness.asOf().ifPresent(sink::upToDateAsOf);
        }
        sink.seen(notice.kind());
    }

    private void waiting(int attempt, String why) {
        String sentence = why + " (Kafka at " + settings.bootstrapServers() + "; trying on)";
        sink.waiting(sentence);
        if (attempt % LOG_EVERY == 0 && !stopped()) {
            log.warn("Revocation listener is not ready: {}", sentence);
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }
}
