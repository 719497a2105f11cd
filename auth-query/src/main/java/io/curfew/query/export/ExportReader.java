package io.curfew.query.export;

import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
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

    List<ExportRow> page(int generation, ExportFilter filter, @Nullable ExportPlace after, int limit) {
        StringBuilder sql = new StringBuilder("select e.* from query_audit_event e where e.generation = :generation");
        Map<String, Object> params = new HashMap<>(Map.of("generation", generation, "limit", limit));
        and(sql, params, "e.user_id = :user", "user", filter.user());
        and(
                sql,
                params,
                "exists (select 1 from query_audit_session s where s.generation = e.generation and s.session_id ="
                        + " :session and s.user_id = e.user_id and s.seq = e.seq)",
                "session",
                filter.session());
        and(sql, params, "e.event_type in (:types)", "types", filter.types().isEmpty() ? null : filter.types());
        and(sql, params, "e.initiator = :initiator", "initiator", filter.initiator());
        and(sql, params, "e.initiated_by = :initiatedBy", "initiatedBy", filter.initiatedBy());
        and(sql, params, "e.address = :address", "address", filter.address());
        and(sql, params, "e.client_id = :client", "client", filter.client());
        and(sql, params, "e.occurred_at >= :since", "since", Times.parameter(filter.since()));
        and(sql, params, "e.occurred_at < :until", "until", Times.parameter(filter.until()));
        if (after != null) {
            and(sql, params, "e.occurred_at >= :at", "at", Times.parameter(after.at())); // for the index
            and(
                    sql,
                    params,
                    "(e.occurred_at, e.user_id, e.seq) > (:at, :afterUser, :afterSeq)",
                    "afterSeq",
                    after.seq());
            params.put("afterUser", after.user());
        }
        return jdbc.sql(sql.append(" order by e.occurred_at, e.user_id, e.seq fetch first :limit rows only")
                        .toString())
                .params(params)
                .query((row, n) -> read(row))
                .list();
    }

    private static void and(
            StringBuilder sql, Map<String, Object> params, String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            params.put(name, value);
        }
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
                row.getString("device_name"),
                row.getString("address"),
                row.getString("user_agent"),
                row.getString("trace_id"),
                row.getString("chain_hash"),
                row.getString("stored_digest"),
                row.getString("payload"),
                row.getInt("partition_number"),
                row.getLong("record_offset"));
    }
}
