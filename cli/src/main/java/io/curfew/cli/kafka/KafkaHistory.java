package io.curfew.cli.kafka;

import io.curfew.events.EventHeaders;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.history.Delivery;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.HeadsSource;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistorySource;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The history as it is on Kafka. Confined to one thread. */
public final class KafkaHistory implements HistorySource {
    private static final byte[] NOTHING = {};

    private final KafkaAccess access;

    public KafkaHistory(KafkaAccess access) {
        this.access = access;
    }

    @Override
    public Delivery delivery() {
        return Delivery.AT_LEAST_ONCE;
    }

    @Override
    public void read(Reader reader) {
        TopicRecords.read(access, SessionEventsTopic.NAME, event -> reader.event(entry(event)));
    }

    /** The heads and roots. */
    public HeadsSource heads() {
        return consumer -> TopicRecords.read(
                access, SessionHeadsTopic.NAME, head -> consumer.accept(text(head.key()), bytes(head.value())));
    }

    private static HistoryEntry entry(ConsumerRecord<byte[], byte[]> event) {
        String seq = header(event, EventHeaders.SEQ);
        return new HistoryEntry(
                text(event.key()),
                seq != null && seq.matches("\\d{1,18}") ? Long.parseLong(seq) : -1,
                String.valueOf(header(event, EventHeaders.ID)),
                String.valueOf(header(event, EventHeaders.TYPE)),
                String.valueOf(header(event, EventHeaders.TIME)),
                bytes(event.value()),
                Encoding.digest(header(event, EventHeaders.STORED_DIGEST)),
                Encoding.digest(header(event, EventHeaders.CHAIN)));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static String text(byte @Nullable [] utf8) {
        return new String(bytes(utf8), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte @Nullable [] value) {
        return value == null ? NOTHING : value;
    }
}
