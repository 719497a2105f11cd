package io.curfew.query.replay;

import io.curfew.query.replay.EventTopic.Extent;
import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What the topic holds up to given places. Thread-safe. */
final class TopicHistory {
    private static final int BATCH = 10_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long GIVE_UP_AFTER = Duration.ofMinutes(1).toNanos();

    private final EventTopic topic;

    TopicHistory(EventTopic topic) {
        this.topic = topic;
    }

    /** How many records there are before these places. */
    long count(Map<Integer, Position> upTo) {
        try (Admin admin = topic.admin()) {
            long count = 0;
            for (Map.Entry<TopicPartition, Extent> extent :
                    topic.extents(admin, topic.shape(admin)).entrySet()) {
                count += Math.max(
                        0, end(upTo, extent.getKey()) - extent.getValue().first());
            }
            return count;
        }
    }

    /** Reads the records before these places. */
    void read(Map<Integer, Position> upTo, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (Admin admin = topic.admin();
                org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = topic.consumer(BATCH)) {
            Shape shape = topic.shape(admin);
            Map<TopicPartition, Long> next = new HashMap<>();
            topic.extents(admin, shape).forEach((partition, extent) -> {
                if (end(upTo, partition) > extent.first()) {
                    next.put(partition, extent.first());
                }
            });
            consumer.assign(next.keySet());
            next.forEach(consumer::seek);
            long heard = System.nanoTime();
            while (isBehind(next, upTo)) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    long end = end(upTo, partition);
                    records.records(partition).stream()
                            .filter(message -> message.offset() < end)
                            .forEach(reader);
                    next.put(partition, consumer.position(partition));
                }
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > GIVE_UP_AFTER) {
                    throw new RebuildException("Kafka has given nothing for a minute: is the broker up?");
                }
            }
        }
    }

    private static boolean isBehind(Map<TopicPartition, Long> next, Map<Integer, Position> upTo) {
        return next.entrySet().stream().anyMatch(at -> at.getValue() < end(upTo, at.getKey()));
    }

    private static long end(Map<Integer, Position> upTo, TopicPartition partition) {
        Position end = upTo.get(partition.partition());
        return end == null ? 0 : end.nextOffset();
    }
}
