package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.json.SessionEventJson;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.feed.PublishedEvent.Headers;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.personal.PersonalRows;
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
public final class ContextRepair implements PersonalRows {
    private final NamedParameterJdbcOperations jdbc;

    public ContextRepair(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Repairs the rows of one user. */
    @Override
    public void open(int generation, String userId, Opener opener) {
        List<PublishedEvent> events = jdbc.query(
                "select * from query_audit_event where generation = :generation and user_id = :user order by seq",
                Map.of("generation", generation, "user", userId),
                (row, n) -> event(row));
        ContextFold fold = new ContextFold(List.of());
        List<SqlParameterSource> rows = new ArrayList<>();
        for (PublishedEvent event : PersonalData.open(events, opener)) {
            rows.add(AuditRow.context(generation, event, fold.next(event)));
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(AuditRow.UPDATE_CONTEXT, rows.toArray(SqlParameterSource[]::new));
        }
    }

    @Override
    public void scrub(int generation, String userId) {
        jdbc.update(
                "update query_audit_event set device_name = null, address = null, user_agent = null"
                        + " where generation = :generation and user_id = :user",
                Map.of("generation", generation, "user", userId));
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
