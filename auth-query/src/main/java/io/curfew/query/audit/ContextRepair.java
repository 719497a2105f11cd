package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.json.SessionEventJson;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.feed.PublishedEvent.Headers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Works out again what rows of a user's history say of client, device and address, from the events themselves: when an
 * event came after later ones, or when what it says has become readable. Runs in the caller's transaction. Thread-safe.
 */
public final class ContextRepair {
    private final NamedParameterJdbcOperations jdbc;

    public ContextRepair(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Repairs the rows of one user. */
    public void repair(int generation, String userId) {
        List<PublishedEvent> events = jdbc.query(
                "select * from query_audit_event where generation = :generation and user_id = :user order by seq",
                Map.of("generation", generation, "user", userId),
                (row, n) -> event(row));
        ContextFold fold = new ContextFold(List.of());
        List<SqlParameterSource> rows = new ArrayList<>();
        for (PublishedEvent event : events) {
            rows.add(AuditRow.context(generation, event, fold.next(event)));
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(AuditRow.UPDATE_CONTEXT, rows.toArray(SqlParameterSource[]::new));
        }
    }

    private static PublishedEvent event(ResultSet row) throws SQLException {
        String type = row.getString("event_type");
        String payload = row.getString("payload");
        return new PublishedEvent(
                row.getLong("seq"),
                row.getString("event_id"),
                SessionEventJson.read(
                        EventType.named(type).orElseThrow(() -> new IllegalStateException("unknown: " + type)),
                        payload),
                payload,
                row.getInt("partition_number"),
                row.getLong("record_offset"),
                Headers.NONE);
    }
}
