package io.curfew.cli.kafka;

import io.curfew.cli.terminal.Json;
import io.curfew.events.EventHeaders;
import io.curfew.events.SessionEventsTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Events straight from the topic, as they come, in the form of the audit trail as far as a record tells. Confined to one thread. */
public final class EventTail {
    private static final Duration POLL = Duration.ofMillis(500);

    private EventTail() {}

    /**
     * Follows the topic from now on.
     *
     * @param item takes an event; false to end
     * @param pause called when there is nothing more for the moment
     */
    public static void follow(KafkaAccess access, Predicate<ObjectNode> item, Runnable pause) {
        try (Consumer<byte[], byte[]> consumer = access.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(SessionEventsTopic.NAME).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                    if (!item.test(row(event))) {
                        return;
                    }
                }
                pause.run();
            }
        } catch (KafkaException e) {
            throw KafkaAccess.failure(e);
        }
    }

    static ObjectNode row(ConsumerRecord<byte[], byte[]> event) {
        ObjectNode row = Json.object()
                .put("user_id", text(event.key()))
                .put("seq", number(header(event, EventHeaders.SEQ)))
                .put("event_id", header(event, EventHeaders.ID))
                .put("type", header(event, EventHeaders.TYPE))
                .put("session_id", header(event, EventHeaders.SUBJECT))
                .put("occurred_at", header(event, EventHeaders.TIME))
                .put("partition", event.partition())
                .put("offset", event.offset());
        try {
            row.set("event", Json.read(String.valueOf(text(event.value()))));
        } catch (JacksonException e) {
            row.putNull("event");
        }
        return row;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
