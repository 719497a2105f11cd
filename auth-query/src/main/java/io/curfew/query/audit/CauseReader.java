package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.RevocationReason;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says what led to events: the log-in of the session and the last that happened to it before (login, refreshes, reuse,
 * revocation); for a session that had to give way, the log-in it gave way to; for what a rule ended, the rule; for a
 * log-out everywhere, the log-in of the session it was ordered from. The rotations in between are left out: the timeline
 * has them. Runs in the caller's transaction. Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class CauseReader {
    private static final int STEPS = 2;
    /** What is written just before what follows from it, by the same decision. */
    private static final List<String> DECIDING =
            List.of(EventType.REVOCATION_RULE_ADDED.eventName(), EventType.ALL_SESSIONS_REVOKED.eventName());

    /** What no event before it led to: what the same decision wrote just before follows from it. */
    private static final Set<String> UNCAUSED = Set.of(
            EventType.REVOCATION_RULE_ADDED.eventName(),
            EventType.AUTHENTICATION_FAILED.eventName(),
            EventType.HISTORY_READ.eventName(),
            EventType.HISTORY_EXPORTED.eventName(),
            EventType.ACCOUNT_CREATED.eventName(),
            EventType.ACCOUNT_DISABLED.eventName(),
            EventType.PASSWORD_CHANGED.eventName());

    private static final String SELECT = "select p.user_id, p.seq, p.event_id, p.event_type, p.occurred_at";

    private final JdbcClient jdbc;

    public CauseReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The causes of each entry, in the order of time, each list in the place of its entry. */
    public List<List<Cause>> causes(int generation, List<AuditEntry> entries) {
        Map<Key, Cause> logins = logins(generation, entries);
        Map<Key, Cause> before = new HashMap<>();
        Set<Key> from = new LinkedHashSet<>();
        entries.stream().filter(entry -> entry.sessionId() != null).forEach(entry -> from.add(Key.of(entry)));
        for (int step = 0; step < STEPS && !from.isEmpty(); step++) {
            Map<Key, Cause> found = before(generation, from);
            before.putAll(found);
            from.clear();
            found.values().stream()
                    .map(Key::of)
                    .filter(key -> !before.containsKey(key))
                    .forEach(from::add);
        }
        return entries.stream()
                .map(entry -> chain(generation, entry, logins, before))
                .toList();
    }

    private List<Cause> chain(int generation, AuditEntry entry, Map<Key, Cause> logins, Map<Key, Cause> before) {
        Set<Cause> chain = new LinkedHashSet<>();
        Optional.ofNullable(entry.sessionId())
                .map(id -> logins.get(new Key(id, 0)))
                .ifPresent(chain::add);
        Optional.ofNullable(entry.actor().sessionId())
                .map(id -> logins.get(new Key(id, 0)))
                .ifPresent(chain::add);
        Cause last = before.get(Key.of(entry));
        Cause lastButOne = last == null ? null : before.get(Key.of(last));
        if (lastButOne != null) {
            chain.add(lastButOne);
        }
        if (last != null) {
            chain.add(last);
        }
        special(generation, entry).ifPresent(chain::add);
        chain.removeIf(cause -> cause.eventId().equals(entry.eventId()));
        return chain.stream()
                .sorted(Comparator.comparing(Cause::occurredAt).thenComparing(Cause::seq))
                .toList();
    }

    private Optional<Cause> special(int generation, AuditEntry entry) {
        if (RevocationReason.SESSION_LIMIT.name().equals(entry.reason())) {
            // Decided with the log-in that it had to give way to, and written before it.
            return one(
                    generation, entry, "p.event_type = :login and p.seq > :seq and p.occurred_at = :at order by p.seq");
        }
        if (entry.sessionId() == null && !UNCAUSED.contains(entry.type())) {
            return one(generation, entry, "p.event_type in (:deciding) and p.seq = :seq - 1 and p.occurred_at = :at");
        }
        boolean ruledOut = RevocationReason.ADMIN.name().equals(entry.reason())
                && entry.type().equals(EventType.SESSION_REVOKED.eventName())
                && entry.actor().userId() == null;
        return ruledOut ? rule(generation, entry) : Optional.empty();
    }

    private Optional<Cause> one(int generation, AuditEntry entry, String condition) {
        return jdbc.sql(SELECT + " from query_audit_event p where p.generation = :generation and p.user_id = :user and "
                        + condition + " fetch first 1 row only")
                .param("generation", generation)
                .param("user", entry.userId())
                .param("seq", entry.seq())
                .param("at", Times.parameter(entry.occurredAt()))
                .param("login", EventType.SESSION_STARTED.eventName())
                .param("deciding", DECIDING)
                .query((row, n) -> cause(row))
                .optional();
    }

    /** The last rule about its client or about all that its session began under. */
    private Optional<Cause> rule(int generation, AuditEntry entry) {
        return jdbc.sql(SELECT + " from query_rule r join query_session s on s.generation = r.generation"
                        + " and s.session_id = :session and s.created_at < r.not_before"
                        + " join query_audit_event p on p.generation = r.generation and p.user_id = r.user_id"
                        + " and p.seq = r.seq where r.generation = :generation and r.occurred_at <= :at"
                        + " and ((r.kind = 'CLIENT' and r.named = s.client_id) or (r.kind = 'ALL' and r.named = ''))"
                        + " order by r.occurred_at desc, r.user_id fetch first 1 row only")
                .param("generation", generation)
                .param("session", entry.sessionId())
                .param("at", Times.parameter(entry.occurredAt()))
                .query((row, n) -> cause(row))
                .optional();
    }

    private Map<Key, Cause> logins(int generation, List<AuditEntry> entries) {
        Set<String> sessions = new LinkedHashSet<>();
        for (AuditEntry entry : entries) {
            add(sessions, entry.sessionId());
            add(sessions, entry.actor().sessionId());
        }
        Map<Key, Cause> logins = new HashMap<>();
        if (!sessions.isEmpty()) {
            jdbc.sql("select p.user_id, p.seq, p.event_id, p.event_type, p.occurred_at, s.session_id"
                            + " from query_session s join query_audit_event p on p.generation = s.generation"
                            + " and p.user_id = s.user_id and p.seq = s.started_seq"
                            + " where s.generation = :generation and s.session_id in (:sessions)")
                    .param("generation", generation)
                    .param("sessions", sessions)
                    .query(row -> {
                        logins.put(new Key(row.getString("session_id"), 0), cause(row));
                    });
        }
        return logins;
    }

    /** What happened last to the session of each event before it. */
    private Map<Key, Cause> before(int generation, Set<Key> events) {
        Map<Key, Cause> found = new HashMap<>();
        jdbc.sql("select e.seq as of_seq, p.user_id, p.seq, p.event_id, p.event_type, p.occurred_at"
                        + " from query_audit_event e join query_audit_event p on p.generation = e.generation"
                        + " and p.user_id = e.user_id and p.seq = (select x.seq from query_audit_session x"
                        + " where x.generation = e.generation and x.session_id = e.session_id"
                        + " and x.occurred_at <= e.occurred_at and x.seq < e.seq"
                        + " order by x.occurred_at desc, x.seq desc fetch first 1 row only)"
                        + " where e.generation = :generation and (e.user_id, e.seq) in (:keys)")
                .param("generation", generation)
                .param(
                        "keys",
                        events.stream()
                                .map(key -> new Object[] {key.of(), key.seq()})
                                .toList())
                .query(row -> {
                    found.put(new Key(row.getString("user_id"), row.getLong("of_seq")), cause(row));
                });
        return found;
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                Times.require(row, "occurred_at"));
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }

    private record Key(String of, long seq) {
        static Key of(AuditEntry entry) {
            return new Key(entry.userId(), entry.seq());
        }

        static Key of(Cause cause) {
            return new Key(cause.userId(), cause.seq());
        }
    }
}
