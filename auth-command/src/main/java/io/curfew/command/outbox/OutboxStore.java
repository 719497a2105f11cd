package io.curfew.command.outbox;

import io.curfew.command.database.Lease;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Table {@code outbox}. Takes part in the transaction of the calling thread, if there is one. Ages are reckoned by the
 * database's clock, the only one that all nodes share. Thread-safe.
 */
final class OutboxStore {
    private static final String COLUMNS =
            "id, topic, record_key, record_value, record_headers, revocation_id, stream_position, expires_at";
    private static final String[] GENERATED = {"id"};

    private final JdbcTemplate jdbc;
    private final String node;
    private final String revocationsTopic;

    OutboxStore(JdbcTemplate jdbc, String node, String revocationsTopic) {
        this.jdbc = jdbc;
        this.node = node;
        this.revocationsTopic = revocationsTopic;
    }

    List<OutboxRow> insert(List<OutboxRecord> records) {
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        jdbc.batchUpdate(
                connection -> connection.prepareStatement(
                        "insert into outbox (node, topic, record_key, record_value, record_headers, revocation_id,"
                                + " stream_position, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                        GENERATED),
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement row, int i) throws SQLException {
                        set(row, records.get(i));
                    }

                    @Override
                    public int getBatchSize() {
                        return records.size();
                    }
                },
                keys);
        List<Map<String, Object>> ids = keys.getKeyList();
        if (ids.size() != records.size()) {
            throw new IllegalStateException("the database did not say which rows it wrote");
        }
        List<OutboxRow> rows = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            Number id = (Number) ids.get(i).values().iterator().next();
            rows.add(new OutboxRow(id.longValue(), records.get(i)));
        }
        return rows;
    }

    private void set(PreparedStatement row, OutboxRecord record) throws SQLException {
        row.setString(1, node);
        row.setString(2, record.topic());
        row.setBytes(3, record.key());
        row.setBytes(4, record.value());
        row.setString(5, HeaderText.write(record.headers()));
        row.setString(6, record.revocationId());
        row.setLong(7, record.position());
        row.setObject(8, utc(record.expiresAt()));
    }

    /** Own rows for a topic that are not published, oldest first. */
    List<OutboxRow> ownUnpublished(String topic, int limit) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from outbox where published_at is null and topic = ? and node = ? order by id limit ?",
                (row, n) -> row(row),
                topic,
                node,
                limit);
    }

    /** Unpublished rows that other nodes should have sent long ago, oldest first; locked against other takers. */
    List<OutboxRow> lockOrphans(String topic, Duration age, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from outbox where published_at is null and topic = ? and node <> ?"
                        + " and created_at < current_timestamp - " + Lease.seconds(age)
                        + " order by id limit ? for update skip locked",
                (row, n) -> row(row),
                topic,
                node,
                limit);
    }

    /** Records where Kafka has put records; what is marked already stays as it is. */
    void markPublished(List<Mark> marks) {
        jdbc.batchUpdate(
                "update outbox set published_at = current_timestamp, kafka_partition = ?, kafka_offset = ?,"
                        + " kafka_timestamp = ? where id = ? and published_at is null",
                marks.stream().map(OutboxStore::columns).toList());
    }

    /** Records where Kafka has put records that were sent once more; the last place is the one that counts. */
    void markRepublished(List<Mark> marks) {
        jdbc.batchUpdate(
                "update outbox set published_at = coalesce(published_at, current_timestamp), kafka_partition = ?,"
                        + " kafka_offset = ?, kafka_timestamp = ? where id = ?",
                marks.stream().map(OutboxStore::columns).toList());
    }

    /** The notices that are known to be in each partition of the revocation topic and expire after an instant. */
    List<Held> held(Instant instant) {
        return jdbc.query(
                "select kafka_partition, count(*) as held, min(kafka_offset) as first, max(kafka_offset) as last"
                        + " from outbox where topic = ? and expires_at > ? and kafka_offset is not null"
                        + " group by kafka_partition",
                (row, n) -> new Held(
                        row.getInt("kafka_partition"), row.getLong("held"), row.getLong("first"), row.getLong("last")),
                revocationsTopic,
                utc(instant));
    }

    private static Object[] columns(Mark mark) {
        return new Object[] {mark.partition(), mark.offset(), utc(mark.appendedAt()), mark.id()};
    }

    /** Where and when Kafka has put a record, by its own clock. */
    record Mark(long id, int partition, long offset, Instant appendedAt) {
        static Mark of(OutboxRow row, RecordMetadata metadata) {
            Instant appendedAt = Instant.ofEpochMilli(metadata.timestamp());
            return new Mark(row.id(), metadata.partition(), metadata.offset(), appendedAt);
        }
    }

    /** The highest id among committed, unpublished notices, or null when every notice is published. */
    @Nullable
    Long lastUnpublishedNotice() {
        return jdbc.queryForObject(
                "select max(id) from outbox where published_at is null and topic = ?", Long.class, revocationsTopic);
    }

    /** Whether a committed notice up to that id is not published. */
    boolean hasUnpublishedNoticeUpTo(long id) {
        return !jdbc.queryForList(
                        "select id from outbox where published_at is null and topic = ? and id <= ? limit 1",
                        Long.class,
                        revocationsTopic,
                        id)
                .isEmpty();
    }

    /** Notices that expire after an instant, published or not, in order of id after the given one. */
    List<OutboxRow> unexpiredAfter(long id, Instant instant, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from outbox where expires_at > ? and id > ? order by id limit ?",
                (row, n) -> row(row),
                utc(instant),
                id,
                limit);
    }

    /** Deletes up to {@code limit} rows published at least so long ago whose notices expired before that instant. */
    int deleteDone(Duration publishedSince, Instant expiredBefore, int limit) {
        return jdbc.update(
                "delete from outbox where id in (select id from outbox where published_at < current_timestamp - "
                        + Lease.seconds(publishedSince) + " and (expires_at is null or expires_at < ?) limit ?)",
                utc(expiredBefore),
                limit);
    }

    /** Deletes what is remembered of ended sessions whose revocations are here no more; answers of how many. */
    int forgetEnded(int limit) {
        List<Object[]> sessions = jdbc.query(
                "select session_id from ended_session e where not exists"
                        + " (select 1 from outbox o where o.revocation_id = e.revocation_id) limit ?",
                (row, n) -> new Object[] {row.getString(1)},
                limit);
        jdbc.batchUpdate("delete from refresh_token where session_id = ?", sessions);
        jdbc.batchUpdate("delete from ended_session where session_id = ?", sessions);
        return sessions.size();
    }

    /**
     * Deletes what there is of a key of a topic, published or not. Waits for nobody: what another node is just sending
     * stays, until it is forgotten once more or as old as published rows become.
     */
    void forget(String topic, byte[] key) {
        jdbc.update(
                "delete from outbox where id in"
                        + " (select id from outbox where topic = ? and record_key = ? for update skip locked)",
                topic,
                key);
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new OutboxRow(
                row.getLong("id"),
                new OutboxRecord(
                        row.getString("topic"),
                        row.getBytes("record_key"),
                        row.getBytes("record_value"),
                        HeaderText.read(row.getString("record_headers")),
                        row.getString("revocation_id"),
                        row.getLong("stream_position"),
                        expiresAt == null ? null : expiresAt.toInstant()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
