package io.curfew.query.audit;

import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.json.SessionEventJson;
import io.curfew.query.personal.PersonalText;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says who was signed in at an instant. Whether a session was is in its row, whenever that was written: it had begun, and
 * its end (decided, or the last of its lifetimes) was still to come. How it looked then is in the last of its events up to
 * the instant. Runs in the caller's transaction. Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class SessionsAsOf {
    private static final List<String> SEEN =
            List.of(EventType.SESSION_STARTED.eventName(), EventType.SESSION_REFRESHED.eventName());

    private final JdbcClient jdbc;

    public SessionsAsOf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose sessions; null means anybody's. */
    public record Filter(@Nullable String user, @Nullable String client) {
        private String where() {
            return (user == null ? "" : " and s.user_id = :user")
                    + (client == null ? "" : " and s.client_id = :client");
        }

        private Map<String, Object> parameters(int generation, Instant at) {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("generation", generation);
            parameters.put("at", Objects.requireNonNull(Times.parameter(at)));
            if (user != null) {
                parameters.put("user", user);
            }
            if (client != null) {
                parameters.put("client", client);
            }
            return parameters;
        }
    }

    /** The last session of the page before. */
    public record Place(Instant createdAt, String sessionId) {
        /** The place of a session. */
        public static Place of(SessionAt session) {
            return new Place(session.createdAt(), session.sessionId());
        }
    }

    /** How many there were. */
    public long count(int generation, Instant at, Filter filter) {
        return jdbc.sql("select count(*)" + alive(filter))
                .params(filter.parameters(generation, at))
                .query(Long.class)
                .single();
    }

    /** A page of them, the newest first. */
    public List<SessionAt> page(int generation, Instant at, Filter filter, @Nullable Place after, int limit) {
        Map<String, Object> parameters = filter.parameters(generation, at);
        parameters.put("limit", limit);
        String beyond = "";
        if (after != null) {
            parameters.put("afterAt", Objects.requireNonNull(Times.parameter(after.createdAt())));
            parameters.put("afterId", after.sessionId());
            beyond = " and s.created_at <= :afterAt and (s.created_at < :afterAt or s.session_id < :afterId)";
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        jdbc.sql("select s.session_id, s.user_id, s.client_id, s.device_name, s.created_at, s.absolute_expires_at"
                        + alive(filter) + beyond
                        + " order by s.created_at desc, s.session_id desc fetch first :limit rows only")
                .params(parameters)
                .query(row -> {
                    rows.put(row.getString("session_id"), Row.of(row));
                });
        Map<String, Look> looks = looks(generation, at, rows);
        return rows.entrySet().stream()
                .map(entry -> entry.getValue().with(entry.getKey(), looks.get(entry.getKey())))
                .toList();
    }

    private static String alive(Filter filter) {
        return " from query_session s where s.generation = :generation and s.created_at <= :at and s.ends_at > :at"
                + filter.where();
    }

    private Map<String, Look> looks(int generation, Instant at, Map<String, Row> rows) {
        Map<String, Look> looks = new HashMap<>();
        if (!rows.isEmpty()) {
            jdbc.sql("select e.session_id, e.occurred_at, e.address, e.user_agent, e.event_type, e.payload"
                            + " from query_session s join query_audit_event e on e.generation = s.generation"
                            + " and e.user_id = s.user_id and e.seq = (select x.seq from query_audit_session x"
                            + " join query_audit_event y on y.generation = x.generation and y.user_id = x.user_id"
                            + " and y.seq = x.seq and y.event_type in (:seen) where x.generation = s.generation"
                            + " and x.session_id = s.session_id and x.occurred_at <= :at"
                            + " order by x.occurred_at desc, x.seq desc fetch first 1 row only)"
                            + " where s.generation = :generation and s.session_id in (:ids)")
                    .param("generation", generation)
                    .param("at", Times.parameter(at))
                    .param("seen", SEEN)
                    .param("ids", rows.keySet())
                    .query(row -> {
                        looks.put(row.getString("session_id"), Look.of(row));
                    });
        }
        return looks;
    }

    /** What does not change. */
    private record Row(
            String userId, String clientId, @Nullable String deviceName, Instant createdAt, Instant absoluteExpiresAt) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("user_id"),
                    row.getString("client_id"),
                    PersonalText.shown(row.getString("device_name")),
                    Times.require(row, "created_at"),
                    Times.require(row, "absolute_expires_at"));
        }

        SessionAt with(String sessionId, @Nullable Look look) {
            if (look == null) {
                throw new IllegalStateException("a session that had begun has no event from before");
            }
            Instant idle = look.idleExpiresAt();
            return new SessionAt(
                    sessionId,
                    userId,
                    clientId,
                    deviceName,
                    look.ip(),
                    look.userAgent(),
                    createdAt,
                    look.at(),
                    idle.isBefore(absoluteExpiresAt) ? idle : absoluteExpiresAt);
        }
    }

    /** What its last event before the instant says. */
    private record Look(Instant at, @Nullable String ip, @Nullable String userAgent, Instant idleExpiresAt) {
        static Look of(ResultSet row) throws SQLException {
            EventType type = EventType.named(row.getString("event_type")).orElseThrow();
            SessionEvent event = SessionEventJson.read(type, row.getString("payload"));
            Instant idle = event instanceof SessionStarted started
                    ? started.idleExpiresAt()
                    : ((SessionRefreshed) event).idleExpiresAt();
            return new Look(
                    Times.require(row, "occurred_at"),
                    PersonalText.shown(row.getString("address")),
                    PersonalText.shown(row.getString("user_agent")),
                    Times.stored(idle));
        }
    }
}
