package io.curfew.query.replay;

import io.curfew.events.EventHeaders;
import io.curfew.events.history.StoredForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * auth-command's event store, read as if its events were on the topic: the same bytes and headers, without a place there.
 * Reads only, one page at a time. Thread-safe; throws Spring's {@code DataAccessException}.
 */
final class EventStore {
    /** In the place of a partition; the offset is the event's index in the store. */
    static final int NOWHERE = -1;

    private static final int PAGE = 2000;

    private static final String TABLE = "session_event";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = new JsonMapper();

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    EventStore(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Whether there is one in that database. */
    boolean exists() {
        return Boolean.TRUE.equals(new JdbcTemplate(dataSource).execute((Connection connection) -> {
            for (String name : List.of(TABLE, TABLE.toUpperCase(Locale.ROOT))) {
                try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
                    if (tables.next()) {
                        return true;
                    }
                }
            }
            return false;
        }));
    }

    /** How many events there are. */
    long count() {
        return jdbc.sql("select count(*) from " + TABLE).query(Long.class).single();
    }

    /** Reads all there are, in the order of insertion, which is not that of commits. */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long at = Long.MIN_VALUE;
        List<ConsumerRecord<byte[], byte[]>> page = after(at);
        while (!page.isEmpty()) {
            page.forEach(reader);
            at = page.get(page.size() - 1).offset();
            page = after(at);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> after(long index) {
        return jdbc.sql("select global_index, aggregate_identifier, sequence_number, event_identifier, payload_type,"
                        + " payload, meta_data, chain_hash from " + TABLE
                        + " where global_index > :after order by global_index fetch first :limit rows only")
                .param("after", index)
                .param("limit", PAGE)
                .query((row, n) -> message(row))
                .list();
    }

    private static ConsumerRecord<byte[], byte[]> message(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes("payload");
        StoredForm stored = new StoredForm(payload);
        RecordHeaders headers = new RecordHeaders();
        add(headers, EventHeaders.ID, row.getString("event_identifier"));
        add(headers, EventHeaders.TYPE, row.getString("payload_type"));
        add(headers, EventHeaders.TIME, stored.time());
        add(headers, EventHeaders.SEQ, String.valueOf(row.getLong("sequence_number")));
        add(headers, EventHeaders.TRACEPARENT, trace(row.getBytes("meta_data")));
        byte[] chain = row.getBytes("chain_hash");
        add(headers, EventHeaders.CHAIN, chain == null ? null : BASE64.encodeToString(chain));
        add(headers, EventHeaders.STORED_DIGEST, BASE64.encodeToString(sha256(payload)));
        return new ConsumerRecord<>(
                TABLE,
                NOWHERE,
                row.getLong("global_index"),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                row.getString("aggregate_identifier").getBytes(StandardCharsets.UTF_8),
                stored.published(),
                headers,
                Optional.empty());
    }

    private static void add(RecordHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String trace(byte[] metaData) {
        JsonNode trace = JSON.readTree(metaData).get(EventHeaders.TRACEPARENT);
        return trace == null || !trace.isString() ? null : trace.asString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
