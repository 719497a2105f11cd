package io.curfew.listener;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where a listener begins to read. Stateless. */
final class StartOffsets {
    private StartOffsets() {}

    /**
     * Assigns every partition and seeks to the first record at least as young as {@code sinceMillis} (broker time). The
     * lookback includes a margin for the difference between the broker's clock and ours.
     */
    static void seek(Consumer<byte[], byte[]> consumer, String topic, int partitions, long sinceMillis) {
        Map<TopicPartition, Long> since = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> sinceMillis));
        consumer.assign(since.keySet());
        // The ends first: "no record that young" is then true of everything before them, and what was appended between
        // the two questions lies behind them and is read.
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(since.keySet()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(since);
        for (TopicPartition partition : since.keySet()) {
            OffsetAndTimestamp first = found.get(partition);
            Long end = ends.get(partition);
            if (first == null && end == null) {
                throw new IllegalStateException("Kafka named no offset of " + partition);
            }
            consumer.seek(partition, first == null ? end : first.offset());
        }
    }
}
