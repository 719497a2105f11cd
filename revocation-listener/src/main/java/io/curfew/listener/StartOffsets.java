package io.curfew.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     *
     * @return a ledger for each partition
     */
    static List<NoticeLedger> seek(Consumer<byte[], byte[]> consumer, String topic, int partitions, long sinceMillis) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        // The ends first: "no record that young" is then true of everything before them, and what was appended between
        // the two questions lies behind them and is read.
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        Map<TopicPartition, Long> since = new HashMap<>();
        all.forEach(partition -> since.put(partition, sinceMillis));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(since);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
        List<NoticeLedger> ledgers = new ArrayList<>();
        for (TopicPartition partition : all) {
            OffsetAndTimestamp first = found.get(partition);
            Long end = ends.get(partition);
            Long beginning = beginnings.get(partition);
            if (beginning == null || end == null) {
                throw new IllegalStateException("Kafka named no offset of " + partition);
            }
            long start = first == null ? end : first.offset();
            consumer.seek(partition, start);
            // Only a record before the start shows that the start was chosen by time, and not by what is left.
            ledgers.add(new NoticeLedger(start, start > 0 && beginning >= start));
        }
        return ledgers;
    }
}
