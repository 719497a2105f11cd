package io.curfew.query.export;

import io.curfew.query.audit.AuditFilter;
import io.curfew.query.personal.PersonalText;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the history in the order of time, page by page: no cursor and no transaction stays open while a slow client
 * reads. Runs in the caller's transaction. Thread-safe; throws Spring's {@code DataAccessException}.
 */
final class ExportReader {
    private static final String USER = "USER";

    private final JdbcClient jdbc;

    ExportReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ExportRow> page(int generation, AuditFilter filter, @Nullable ExportPlace after, int limit) {
        StringBuilder sql = new StringBuilder("select e.*").append(filter.fromWhere());
        Map<String, Object> params = filter.parameters(generation);
        params.put("limit", limit);
        if (after != null) {
            sql.append(" and e.occurred_at >= :at") // for the index
                    .append(" and (e.occurred_at, e.user_id, e.seq) > (:at, :afterUser, :afterSeq)");
            params.put("at", Times.parameter(after.at()));
            params.put("afterUser", after.user());
            params.put("afterSeq", after.seq());
        }
        return jdbc.sql(sql.append(" order by e.occurred_at, e.user_id, e.seq fetch first :limit rows only")
                        .toString())
                .params(params)
                .query((row, n) -> read(row))
                .list();
    }

    private static ExportRow read(ResultSet row) throws SQLException {
        return new ExportRow(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("session_id"),
                Times.require(row, "occurred_at"),
                row.getString("initiator"),
                USER.equals(row.getString("initiator")) ? row.getString("user_id") : row.getString("initiated_by"),
                row.getString("acting_session"),
                row.getString("reason"),
                row.getString("client_id"),
                PersonalText.shown(row.getString("device_name")),
                PersonalText.shown(row.getString("address")),
                PersonalText.shown(row.getString("user_agent")),
                row.getString("trace_id"),
                row.getString("chain_hash"),
                row.getString("stored_digest"),
                row.getString("payload"),
                row.getInt("partition_number"),
                row.getLong("record_offset"));
    }
}
