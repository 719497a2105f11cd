package io.curfew.command.running;

import io.curfew.events.EventHeaders;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.NoticeFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their first record to their end. */
public final class Topics {

    private Topics() {}

    /** All notices in a topic, watermarks included. */
    public static List<Notice> notices(String bootstrapServers, String topic) {
        return records(bootstrapServers, topic).stream().map(Topics::notice).toList();
    }

    /** The ids of the sessions revoked, with repetitions. */
    public static List<String> revokedSessions(String bootstrapServers, String topic) {
        return notices(bootstrapServers, topic).stream()
                .filter(Notice.Session.class::isInstance)
                .map(notice -> ((Notice.Session) notice).sid())
                .toList();
    }

    /** The value of a header, or null. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The number of an event in its user's stream. */
    public static long seq(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(header(record, EventHeaders.SEQ));
    }

    /** All records. */
    public static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "none", "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static Notice notice(ConsumerRecord<byte[], byte[]> record) {
        try {
            return NoticeCodec.decode(record.key(), record.value());
        } catch (NoticeFormatException e) {
            throw new AssertionError("not a notice at offset " + record.offset(), e);
        }
    }
}
