package io.curfew.events.receipt.kafka;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.ReceiptCodec;
import io.curfew.events.receipt.ReceiptFormatException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Reads the receipts topic into a {@link Fleet}: no consumer group, from {@link Fleet#LOOKBACK} ago and then on. Whatever
 * goes wrong, it begins anew; until it has, nothing new is proved. Owns one daemon thread; {@link #start} and
 * {@link #close} are for one caller.
 */
public final class ReceiptsReader implements Runnable, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReceiptsReader.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final Fleet fleet;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "curfew-receipts");
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private boolean failing;
    private boolean unreadableLogged;

    /**
     * A reader, not yet started.
     *
     * @param clientSettings {@code bootstrap.servers}, and what else Kafka's clients need to get in
     */
    public ReceiptsReader(Map<String, ?> clientSettings, String topic, Fleet fleet, Clock clock) {
        this.settings = settings(clientSettings);
        this.partition = new TopicPartition(topic, 0);
        this.fleet = fleet;
        this.clock = clock;
        thread.setDaemon(true);
    }

    private static Map<String, Object> settings(Map<String, ?> clientSettings) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "curfew-receipts-reader");
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
                    // close() says so
                } catch (KafkaException e) {
                    trouble(e);
                }
                closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.ERROR, "The reader of receipts has died; nothing is proved until a restart", t);
        }
    }

    private void seek(Consumer<byte[], byte[]> created) {
        created.assign(List.of(partition));
        long since = clock.instant().minus(Fleet.LOOKBACK).toEpochMilli();
        OffsetAndTimestamp first =
                created.offsetsForTimes(Map.of(partition, since)).get(partition);
        long begin = created.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (first != null) {
            created.seek(partition, first.offset());
        } else {
            created.seekToEnd(List.of(partition));
        }
        if (begin == 0 && created.position(partition) == 0) {
            fleet.begin(null); // the whole topic: nobody was ever missed
        } else {
            // By the broker's clock where it has said a time; ours can only be wrong to the safe side of nothing new.
            fleet.begin(first == null ? clock.instant() : Instant.ofEpochMilli(first.timestamp()));
        }
    }

    private void follow(Consumer<byte[], byte[]> from) {
        while (closing.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> message : from.poll(POLL)) {
                hear(message);
            }
            if (failing) {
                failing = false;
                LOG.log(System.Logger.Level.INFO, "Receipts of topic {0} are read again", partition.topic());
            }
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> message) {
        Instant appendedAt = Instant.ofEpochMilli(message.timestamp());
        try {
            fleet.heard(ReceiptCodec.decode(message.key(), message.value()), appendedAt);
        } catch (ReceiptFormatException e) {
            fleet.unreadable(appendedAt);
            if (!unreadableLogged) {
                unreadableLogged = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The record at {0}@{1} is no receipt this version understands ({2}); some node may be there unheard,"
                                + " so nothing is proved for a while",
                        partition,
                        Long.toString(message.offset()),
                        e.getMessage());
            }
        }
    }

    private void trouble(KafkaException why) {
        if (!failing && closing.getCount() > 0) {
            failing = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Receipts of topic {0} cannot be read, so nothing is proved: {1}",
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
