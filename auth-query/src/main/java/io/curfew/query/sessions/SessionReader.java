package io.curfew.query.sessions;

import io.curfew.query.personal.PersonalText;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the sessions of a user. Runs in the caller's transaction, which should see one snapshot. Thread-safe; throws
 * Spring's {@code DataAccessException}.
 */
public final class SessionReader {
    private final JdbcClient jdbc;
    private final Clock clock;

    public SessionReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A session as it is shown; {@code end} is null while nobody and nothing has been seen to end it. */
    public record Session(
            String id,
            @Nullable String deviceName,
            DeviceParser.Device device,
            @Nullable String ip,
            @Nullable String userAgent,
            String clientId,
            @Nullable String authMethod,
            Instant createdAt,
            Instant lastSeenAt,
            Instant endsAt,
            @Nullable Replay replay,
            @Nullable End end) {}

    /** When and from where a spent refresh token of it was last used again and answered. */
    public record Replay(Instant at, @Nullable String ip) {}

    /** How it ended. */
    public record End(String reason, String initiatingEntity) {}

    /** Where a page of history begins: after this one. */
    public record Place(Instant endsAt, String sessionId) {}

    /** The user's sessions that have not ended and whose lifetimes have not passed, newest first. */
    public List<Session> active(int generation, String userId) {
        return jdbc.sql("select * from query_session where generation = :generation and user_id = :user"
                        + " and started_seq is not null and ended_seq is null and ends_at > :now"
                        + " order by created_at desc, started_seq desc")
                .param("generation", generation)
                .param("user", userId)
                .param("now", Times.parameter(clock.instant()))
                .query((row, n) -> read(row))
                .list();
    }

    /**
     * The same once the session that asks is projected, active or ended: its token proves that it began, and a list
     * without it would be an older one. Empty until then.
     */
    public Optional<List<Session>> activeOnceKnown(int generation, String userId, String asking) {
        List<Session> active = active(generation, userId);
        boolean known =
                active.stream().anyMatch(session -> session.id().equals(asking)) || isKnown(generation, userId, asking);
        return known ? Optional.of(active) : Optional.empty();
    }

    private boolean isKnown(int generation, String userId, String sessionId) {
        return jdbc.sql("select 1 from query_session where generation = :generation and session_id = :session"
                        + " and user_id = :user and started_seq is not null")
                .param("generation", generation)
                .param("session", sessionId)
                .param("user", userId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The user's sessions that have ended or whose lifetimes have passed, the last ended first. */
    public List<Session> ended(int generation, String userId, @Nullable Place after, int limit) {
        Place place = after == null ? new Place(Instant.parse("9999-01-01T00:00:00Z"), "") : after;
        return jdbc.sql("select * from query_session where generation = :generation and user_id = :user"
                        + " and started_seq is not null and (ended_seq is not null or ends_at <= :now)"
                        + " and (ends_at < :at or (ends_at = :at and session_id < :session))"
                        + " order by ends_at desc, session_id desc fetch first :limit rows only")
                .param("generation", generation)
                .param("user", userId)
                .param("now", Times.parameter(clock.instant()))
                .param("at", Times.parameter(place.endsAt()))
                .param("session", place.sessionId())
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    private static Session read(ResultSet row) throws SQLException {
        String reason = row.getString("end_reason");
        Instant replayedAt = Times.read(row, "replayed_at");
        return new Session(
                row.getString("session_id"),
                PersonalText.shown(row.getString("device_name")),
                new DeviceParser.Device(row.getString("browser"), row.getString("os"), row.getString("device")),
                PersonalText.shown(row.getString("ip_address")),
                PersonalText.shown(row.getString("user_agent")),
                row.getString("client_id"),
                row.getString("auth_method"),
                Times.require(row, "created_at"),
                Times.require(row, "last_seen_at"),
                Times.require(row, "ends_at"),
                replayedAt == null ? null : new Replay(replayedAt, PersonalText.shown(row.getString("replay_ip"))),
                reason == null ? null : new End(reason, row.getString("initiating_entity")));
    }
}
