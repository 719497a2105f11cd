package io.curfew.query.audit;

import io.curfew.query.personal.PersonalText;
import io.curfew.query.sessions.SessionState;
import io.curfew.query.store.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says which sessions came and went between two instants, in the order of time: after the first, up to and with the second.
 * A session that did both is in it twice. Runs in the caller's transaction. Thread-safe; throws Spring's {@code
 * DataAccessException}.
 */
public final class SessionChanges {
    private final JdbcClient jdbc;

    public SessionChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of a session. */
    public enum Kind {
        STARTED,
        ENDED
    }

    /**
     * One change.
     *
     * @param reason why it ended, {@value SessionState#EXPIRED} when nobody decided it; null for a beginning
     */
    public record Change(
            Kind kind,
            Instant at,
            String sessionId,
            String userId,
            String clientId,
            @Nullable String deviceName,
            @Nullable String userAgent,
            Instant createdAt,
            @Nullable String reason) {}

    /** Between which instants, and whose; null means anybody's. */
    public record Span(Instant from, Instant to, @Nullable String user) {}

    /** The last change of the page before. */
    public record Place(Instant at, Kind kind, String sessionId) {
        /** The place of a change. */
        public static Place of(Change change) {
            return new Place(change.at(), change.kind(), change.sessionId());
        }
    }

    /** How many changes of a kind there were. */
    public long count(int generation, Span span, Kind kind) {
        return jdbc.sql("select count(*)" + changed(span, kind))
                .params(parameters(generation, span))
                .query(Long.class)
                .single();
    }

    /** A page of the changes. */
    public List<Change> page(int generation, Span span, @Nullable Place after, int limit) {
        List<Change> changes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            changes.addAll(page(generation, span, kind, after, limit));
        }
        // Each kind came sorted, and the sort is stable: ids are compared by the database alone.
        changes.sort(Comparator.comparing(Change::at).thenComparing(Change::kind));
        return List.copyOf(changes.subList(0, Math.min(limit, changes.size())));
    }

    private List<Change> page(int generation, Span span, Kind kind, @Nullable Place after, int limit) {
        String time = time(kind);
        Map<String, Object> parameters = parameters(generation, span);
        parameters.put("limit", limit);
        return jdbc.sql("select s.*, " + time + " as changed_at" + changed(span, kind)
                        + beyond(time, kind, after, parameters)
                        + " order by " + time + ", s.session_id fetch first :limit rows only")
                .params(parameters)
                .query((row, n) -> {
                    Instant at = Times.require(row, "changed_at");
                    boolean decided = at.equals(Times.read(row, "ended_at"));
                    return new Change(
                            kind,
                            at,
                            row.getString("session_id"),
                            row.getString("user_id"),
                            row.getString("client_id"),
                            PersonalText.shown(row.getString("device_name")),
                            PersonalText.shown(row.getString("user_agent")),
                            Times.require(row, "created_at"),
                            kind == Kind.STARTED ? null : decided ? row.getString("end_reason") : SessionState.EXPIRED);
                })
                .list();
    }

    private static String beyond(String time, Kind kind, @Nullable Place after, Map<String, Object> parameters) {
        if (after == null) {
            return "";
        }
        parameters.put("afterAt", Objects.requireNonNull(Times.parameter(after.at())));
        if (kind.compareTo(after.kind()) > 0) {
            return " and " + time + " >= :afterAt";
        }
        if (kind.compareTo(after.kind()) < 0) {
            return " and " + time + " > :afterAt";
        }
        parameters.put("afterId", after.sessionId());
        return " and " + time + " >= :afterAt and (" + time + " > :afterAt or s.session_id > :afterId)";
    }

    private static String time(Kind kind) {
        return kind == Kind.STARTED ? "s.created_at" : "s.ends_at";
    }

    private static String changed(Span span, Kind kind) {
        return " from query_session s where s.generation = :generation and s.created_at is not null and " + time(kind)
                + " > :from and " + time(kind) + " <= :to" + (span.user() == null ? "" : " and s.user_id = :user");
    }

    private static Map<String, Object> parameters(int generation, Span span) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("generation", generation);
        parameters.put("from", Objects.requireNonNull(Times.parameter(span.from())));
        parameters.put("to", Objects.requireNonNull(Times.parameter(span.to())));
        if (span.user() != null) {
            parameters.put("user", span.user());
        }
        return parameters;
    }
}
