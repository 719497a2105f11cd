package io.curfew.events.history.kafka;

import io.curfew.events.history.HeadsSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The heads topic from its first record to where it ends when reading begins. Immutable; each reading has its own client. */
public final class HeadsReader implements HeadsSource {
    private static final byte[] NOTHING = {};
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, Object> settings;
    private final String topic;

    /**
     * A reader of a topic.
     *
     * @param clientSettings {@code bootstrap.servers}, and what else Kafka's clients need to get in
     */
    public HeadsReader(Map<String, ?> clientSettings, String topic) {
        this.topic = topic;
        this.settings = new HashMap<>(clientSettings);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "curfew-heads");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    @Override
    public void read(Consumer consumer) throws IOException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> kafka =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            kafka.assign(List.of(partition));
            kafka.seekToBeginning(List.of(partition));
            long end = kafka.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long moved = System.nanoTime();
            while (kafka.position(partition) < end) {
                long before = kafka.position(partition);
                for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
                    consumer.accept(text(record.key()), record.value() == null ? NOTHING : record.value());
                }
                if (kafka.position(partition) > before) {
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved
                        > Duration.ofMillis(PATIENCE_MILLIS).toNanos()) {
                    throw new IOException("topic " + topic + " gives no more records before its end");
                }
            }
        } catch (KafkaException e) {
            throw new IOException("topic " + topic + " cannot be read", e);
        }
    }

    private static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
