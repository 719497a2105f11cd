package io.curfew.query.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of session events and the clients that read it. Thread-safe; throws Kafka's {@link KafkaException}. */
public final class EventTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final Map<String, Object> clientSettings;

    /**
     * @param clientSettings {@code bootstrap.servers}, and whatever else the connection needs
     */
    public EventTopic(String name, Map<String, Object> clientSettings) {
        this.name = name;
        this.clientSettings = Map.copyOf(clientSettings);
    }

    /** What tells a topic from another of the same name, and how many partitions it has. */
    record Shape(String topicId, int partitions) {}

    /** The first offset of a partition and the one after its last. */
    record Extent(long first, long end) {}

    /** What the connection needs. */
    public Map<String, Object> clientSettings() {
        return clientSettings;
    }

    String name() {
        return name;
    }

    /** A consumer without a group: it is told what to read from where, and never decides by itself where to begin. */
    Consumer<byte[], byte[]> consumer(int maxBatch) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        settings.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.putIfAbsent("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        settings.putIfAbsent("request.timeout.ms", (int) TIMEOUT.toMillis());
        return Admin.create(settings);
    }

    Shape shape(Admin admin) {
        TopicDescription description =
                await(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        if (description == null) {
            throw new KafkaException("topic " + name + " is not described");
        }
        return new Shape(
                description.topicId().toString(), description.partitions().size());
    }

    /** Where each partition of a topic of this shape begins and ends now. */
    Map<TopicPartition, Extent> extents(Admin admin, Shape shape) {
        Map<TopicPartition, Long> first = offsets(admin, shape, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(admin, shape, OffsetSpec.latest());
        Map<TopicPartition, Extent> extents = new HashMap<>();
        first.forEach(
                (partition, offset) -> extents.put(partition, new Extent(offset, end.getOrDefault(partition, offset))));
        return extents;
    }

    Map<TopicPartition, Long> ends(Admin admin, Shape shape) {
        return offsets(admin, shape, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Admin admin, Shape shape, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions(shape).forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer :
                await(admin.listOffsets(asked).all()).entrySet()) {
            offsets.put(answer.getKey(), answer.getValue().offset());
        }
        return offsets;
    }

    List<TopicPartition> partitions(Shape shape) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < shape.partitions(); i++) {
            partitions.add(new TopicPartition(name, i));
        }
        return partitions;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException kafka) {
                throw kafka;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("Kafka does not answer", e);
        }
    }
}
