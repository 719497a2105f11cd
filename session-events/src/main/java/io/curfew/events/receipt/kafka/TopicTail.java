package io.curfew.events.receipt.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the only partition of a topic: no consumer group, from some time ago and then on. Whatever goes wrong, it begins
 * anew. Owns one daemon thread; {@link #start} and {@link #close} are for one caller.
 */
public final class TopicTail implements Runnable, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TopicTail.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** What is told, by the one thread. */
    public interface Follower {
        /**
         * Reading begins, maybe again.
         *
         * @param since when the first record was appended, or null when there was none before it, ever
         */
        void begin(@Nullable Instant since);

        /** A record, in order. */
        void take(ConsumerRecord<byte[], byte[]> message);
    }

    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final Duration lookback;
    private final Follower follower;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private boolean failing;

    /**
     * A reader, not yet started.
     *
     * @param clientSettings {@code bootstrap.servers}, and what else Kafka's clients need to get in
     */
    public TopicTail(Map<String, ?> clientSettings, String topic, Duration lookback, Follower follower, Clock clock) {
        this.settings = settings(clientSettings, topic);
        this.partition = new TopicPartition(topic, 0);
        this.lookback = lookback;
        this.follower = follower;
        this.clock = clock;
        this.thread = new Thread(this, "curfew-tail-" + topic);
        thread.setDaemon(true);
    }

    private static Map<String, Object> settings(Map<String, ?> clientSettings, String topic) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "curfew-tail-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A place that is lost must be noticed: what lay in the gap was not witnessed.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        settings.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3000);
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", false);
        return settings;
    }

    /** Starts to read; returns at once. */
    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (closing.getCount() > 0) {
                try (Consumer<byte[], byte[]> created =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                    consumer = created;
                    seek(created);
                    follow(created);
                } catch (WakeupException e) {
                    LOG.log(System.Logger.Level.DEBUG, "woken to close", e);
                } catch (KafkaException e) {
                    trouble(e);
                }
                closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.ERROR, "The reader of " + partition.topic() + " has died until a restart", t);
        }
    }

    private void seek(Consumer<byte[], byte[]> created) {
        created.assign(List.of(partition));
        long since = clock.instant().minus(lookback).toEpochMilli();
        // First, so that what is appended before the next question is read, and not passed by.
        Long end = created.endOffsets(List.of(partition)).get(partition);
        OffsetAndTimestamp first =
                created.offsetsForTimes(Map.of(partition, since)).get(partition);
        long from = first == null ? Objects.requireNonNull(end) : first.offset();
        created.seek(partition, from);
        if (from == 0) {
            follower.begin(null);
        } else {
            follower.begin(first == null ? clock.instant() : Instant.ofEpochMilli(first.timestamp()));
        }
    }

    private void follow(Consumer<byte[], byte[]> from) {
        while (closing.getCount() > 0) {
            from.poll(POLL).forEach(follower::take);
            if (failing) {
                failing = false;
                LOG.log(System.Logger.Level.INFO, "Topic {0} is read again", partition.topic());
            }
        }
    }

    private void trouble(KafkaException why) {
        if (!failing && closing.getCount() > 0) {
            failing = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Topic {0} cannot be read, so nothing new is proved: {1}",
                    partition.topic(),
                    why.getMessage());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
