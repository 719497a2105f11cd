package io.curfew.cli.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** All records that are in a topic now. Stateless. */
final class TopicRecords {
    private static final Duration POLL = Duration.ofMillis(500);

    private TopicRecords() {}

    /** Reads from the first record that is there to the one that was last when it began. */
    static void read(KafkaAccess access, String topic, Consumer<ConsumerRecord<byte[], byte[]>> consumer) {
        try (KafkaConsumer<byte[], byte[]> from = access.consumer()) {
            List<TopicPartition> partitions = from.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            from.assign(partitions);
            from.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = from.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> from.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> one : from.poll(POLL)) {
                    Long end = ends.get(new TopicPartition(one.topic(), one.partition()));
                    if (end != null && one.offset() < end) {
                        consumer.accept(one);
                    }
                }
            }
        } catch (KafkaException e) {
            throw KafkaAccess.failure(e);
        }
    }
}
