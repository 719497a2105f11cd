package io.curfew.query.audit;

import io.curfew.query.store.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the history to look for; null means any. Immutable and thread-safe.
 *
 * @param types names of events; empty means any
 * @param initiator USER, ADMIN, POLICY or SYSTEM
 * @param initiatedBy the person who brought it about
 * @param since from then on
 * @param until before then
 */
public record AuditFilter(
        @Nullable String user,
        @Nullable String session,
        Set<String> types,
        @Nullable String initiator,
        @Nullable String initiatedBy,
        @Nullable String address,
        @Nullable String client,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** Everything. */
    public static final AuditFilter ALL = new AuditFilter(null, null, Set.of(), null, null, null, null, null, null);

    public AuditFilter {
        types = Set.copyOf(types);
    }

    /** The events that concern one session. */
    public static AuditFilter ofSession(String session) {
        return new AuditFilter(null, session, Set.of(), null, null, null, null, null, null);
    }

    /** The same between two instants; what it says of time itself counts where it is narrower. */
    public AuditFilter within(@Nullable Instant from, @Nullable Instant to) {
        Instant later = since == null || (from != null && from.isAfter(since)) ? from : since;
        Instant earlier = until == null || (to != null && to.isBefore(until)) ? to : until;
        return new AuditFilter(user, session, types, initiator, initiatedBy, address, client, later, earlier);
    }

    /** {@code from … where …} over {@code query_audit_event e} and, for one session, {@code query_audit_session l}. */
    public String fromWhere() {
        StringBuilder sql = new StringBuilder(" from query_audit_event e");
        if (session != null) {
            sql.append(" join query_audit_session l on l.generation = e.generation and l.user_id = e.user_id")
                    .append(" and l.seq = e.seq and l.session_id = :session");
        }
        sql.append(" where e.generation = :generation");
        and(sql, user, "e.user_id = :user");
        and(sql, types.isEmpty() ? null : types, "e.event_type in (:types)");
        and(sql, initiator, "e.initiator = :initiator");
        // The person whose session it is goes without saying, see EventActor.
        and(
                sql,
                initiatedBy,
                "((e.initiator = 'ADMIN' and e.initiated_by = :person) or (e.initiator = 'USER' and e.user_id = :person))");
        and(sql, address, "e.address = :address");
        and(sql, client, "e.client_id = :client");
        String time = session == null ? "e.occurred_at" : "l.occurred_at";
        and(sql, since, time + " >= :since");
        and(sql, until, time + " < :until");
        return sql.toString();
    }

    /** What {@link #fromWhere} names. */
    public Map<String, Object> parameters(int generation) {
        Map<String, Object> parameters = new HashMap<>(Map.of("generation", generation));
        put(parameters, "session", session);
        put(parameters, "user", user);
        put(parameters, "types", types.isEmpty() ? null : types);
        put(parameters, "initiator", initiator);
        put(parameters, "person", initiatedBy);
        put(parameters, "address", address);
        put(parameters, "client", client);
        put(parameters, "since", Times.parameter(since));
        put(parameters, "until", Times.parameter(until));
        return parameters;
    }

    private static void and(StringBuilder sql, @Nullable Object wanted, String condition) {
        if (wanted != null) {
            sql.append(" and ").append(condition);
        }
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
