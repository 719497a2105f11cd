package io.curfew.query.audit;

import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Reads the history. The events of one user or one session come in the order of their stream, which is the order in which
 * they were decided; those of many users in the order of time. Runs in the caller's transaction. Thread-safe; throws
 * Spring's {@code DataAccessException}.
 */
public final class AuditReader {
    private final JdbcClient jdbc;

    public AuditReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What to look for; null means any. */
    public record Filter(
            @Nullable String user,
            @Nullable String session,
            @Nullable String type,
            @Nullable Instant since,
            @Nullable Instant until) {

        /** Whether the entries come in the order of a stream, not of time. */
        boolean inStreamOrder() {
            return user != null || session != null;
        }
    }

    /** The last entry of the page before. */
    public record Place(Instant at, String user, long seq) {
        /** The place of an entry. */
        public static Place of(AuditEntry entry) {
            return new Place(entry.occurredAt(), entry.userId(), entry.seq());
        }
    }

    /** A page of the history. */
    public List<AuditEntry> entries(int generation, Filter filter, @Nullable Place after, int limit) {
        StringBuilder sql = new StringBuilder("select e.* from query_audit_event e");
        if (filter.session() != null) {
            sql.append(" join query_audit_session s on s.generation = e.generation and s.user_id = e.user_id")
                    .append(" and s.seq = e.seq and s.session_id = :session");
        }
        sql.append(" where e.generation = :generation");
        where(sql, filter.user() != null, "e.user_id = :user");
        where(sql, filter.type() != null, "e.event_type = :type");
        where(sql, filter.since() != null, "e.occurred_at >= :since");
        where(sql, filter.until() != null, "e.occurred_at < :until");
        String inStream = "(e.user_id > :afterUser or (e.user_id = :afterUser and e.seq > :afterSeq))";
        if (filter.inStreamOrder()) {
            where(sql, after != null, inStream);
            sql.append(" order by e.user_id, e.seq");
        } else {
            where(sql, after != null, "(e.occurred_at > :afterAt or (e.occurred_at = :afterAt and " + inStream + "))");
            sql.append(" order by e.occurred_at, e.user_id, e.seq");
        }
        StatementSpec statement = jdbc.sql(
                        sql.append(" fetch first :limit rows only").toString())
                .param("generation", generation)
                .param("limit", limit);
        statement = param(statement, "user", filter.user());
        statement = param(statement, "session", filter.session());
        statement = param(statement, "type", filter.type());
        statement = param(statement, "since", Times.parameter(filter.since()));
        statement = param(statement, "until", Times.parameter(filter.until()));
        if (after != null) {
            statement = param(statement, "afterUser", after.user());
            statement = param(statement, "afterSeq", after.seq());
            statement = filter.inStreamOrder() ? statement : param(statement, "afterAt", Times.parameter(after.at()));
        }
        return statement.query((row, n) -> read(row)).list();
    }

    private static void where(StringBuilder sql, boolean wanted, String condition) {
        if (wanted) {
            sql.append(" and ").append(condition);
        }
    }

    private static StatementSpec param(StatementSpec statement, String name, @Nullable Object value) {
        return value == null ? statement : statement.param(name, value);
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("session_id"),
                Times.require(row, "occurred_at"),
                row.getString("payload"),
                row.getInt("partition_number"),
                row.getLong("record_offset"));
    }
}
