package io.curfew.query.audit;

import io.curfew.events.InitiatingEntity;
import io.curfew.query.personal.PersonalText;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the history. Runs in the caller's transaction. Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class AuditReader {
    private final JdbcClient jdbc;

    public AuditReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last entry of the page before. */
    public record Place(Instant at, String user, long seq) {
        /** The place of an entry. */
        public static Place of(AuditEntry entry) {
            return new Place(entry.occurredAt(), entry.userId(), entry.seq());
        }
    }

    /** A page of the history. */
    public List<AuditEntry> entries(
            int generation, AuditFilter filter, AuditOrder order, @Nullable Place after, int limit) {
        Map<String, Object> parameters = filter.parameters(generation);
        AuditOrder.parameters(parameters, filter, after);
        parameters.put("limit", limit);
        return jdbc.sql("select e.*" + filter.fromWhere() + order.sql(filter, after) + " fetch first :limit rows only")
                .params(parameters)
                .query((row, n) -> read(row))
                .list();
    }

    /** One entry from a row of {@code query_audit_event}. */
    static AuditEntry read(ResultSet row) throws SQLException {
        String user = row.getString("user_id");
        String entity = row.getString("initiator");
        String person = InitiatingEntity.USER.name().equals(entity) ? user : row.getString("initiated_by");
        return new AuditEntry(
                user,
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("session_id"),
                Times.require(row, "occurred_at"),
                new AuditEntry.Actor(entity, person, row.getString("acting_session")),
                row.getString("reason"),
                new AuditEntry.Context(
                        row.getString("client_id"),
                        PersonalText.shown(row.getString("device_name")),
                        PersonalText.shown(row.getString("address")),
                        PersonalText.shown(row.getString("user_agent"))),
                new AuditEntry.Evidence(
                        row.getString("trace_id"), row.getString("chain_hash"), row.getString("stored_digest")),
                row.getString("payload"),
                row.getInt("partition_number"),
                row.getLong("record_offset"));
    }
}
