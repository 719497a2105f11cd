package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.json.SessionEventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole history, page by page: user by user, each in the order of the stream. No transaction and no cursor is held
 * between pages. Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class HistoryPages {
    private static final String COLUMNS =
            "select user_id, seq, event_id, event_type, payload, partition_number, record_offset"
                    + " from query_audit_event where generation = :generation";
    private static final String ORDER = " order by user_id, seq fetch first :limit rows only";

    private final JdbcClient jdbc;

    public HistoryPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a page ends: at this event of this stream. */
    public record Place(String userId, long seq) {}

    /** One event. */
    public record Row(
            String userId, long seq, String eventId, SessionEvent event, String payload, int partition, long offset) {
        /** Where it is. */
        public Place place() {
            return new Place(userId, seq);
        }
    }

    /** How many events there are. */
    public long count(int generation) {
        return jdbc.sql("select count(*) from query_audit_event where generation = :generation")
                .param("generation", generation)
                .query(Long.class)
                .single();
    }

    /** The events after a place, or the first ones; empty at the end. */
    public List<Row> after(int generation, @Nullable Place place, int limit) {
        JdbcClient.StatementSpec statement = place == null
                ? jdbc.sql(COLUMNS + ORDER)
                : jdbc.sql(COLUMNS + " and (user_id, seq) > (:user, :seq)" + ORDER)
                        .param("user", place.userId())
                        .param("seq", place.seq());
        return statement
                .param("generation", generation)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    private static Row read(ResultSet row) throws SQLException {
        String type = row.getString("event_type");
        String payload = row.getString("payload");
        SessionEvent event = SessionEventJson.read(
                EventType.named(type).orElseThrow(() -> new SQLException("the history holds an unknown event")),
                payload);
        return new Row(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("event_id"),
                event,
                payload,
                row.getInt("partition_number"),
                row.getLong("record_offset"));
    }
}
