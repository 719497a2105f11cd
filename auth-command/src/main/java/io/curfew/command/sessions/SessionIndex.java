package io.curfew.command.sessions;

import io.curfew.command.axon.EventSubscriber;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.outbox.RevocationId;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables {@code refresh_token}, {@code active_session} and {@code ended_session}, kept in the transaction of the events: which
 * session a refresh token was issued to; of each active session whose it is, when it began, was last granted a token and
 * expires; and which revocation ended a session. Thread-safe.
 */
final class SessionIndex implements EventSubscriber, SessionLookup {
    private final JdbcTemplate jdbc;

    SessionIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<SessionRef> byRefreshTokenHashes(Collection<String> hashes) {
        if (hashes.isEmpty()) {
            return List.of();
        }
        return StoreCalls.call(() -> jdbc.query(
                "select t.user_id, t.session_id, s.client_id, t.hash, s.access_token_hash, s.arrived_at from refresh_token t"
                        + " join active_session s on s.session_id = t.session_id where t.hash in ("
                        + String.join(", ", Collections.nCopies(hashes.size(), "?"))
                        + ") order by case when t.hash = s.refresh_token_hash then 0 else 1 end, t.issued_at desc",
                (row, n) -> new SessionRef(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        arrival(row.getString(5), row.getObject(6, OffsetDateTime.class))),
                hashes.toArray()));
    }

    private static RefreshProof.@Nullable Arrival arrival(
            @Nullable String accessToken, @Nullable OffsetDateTime arrivedAt) {
        return accessToken == null || arrivedAt == null
                ? null
                : new RefreshProof.Arrival(accessToken, arrivedAt.toInstant());
    }

    @Override
    public Optional<EndedSession> endedByRefreshTokenHash(String hash) {
        return ended("join refresh_token t on t.session_id = e.session_id where t.hash = ?", hash);
    }

    @Override
    public Optional<EndedSession> ended(String sessionId) {
        return ended("where e.session_id = ?", sessionId);
    }

    private Optional<EndedSession> ended(String condition, String value) {
        return StoreCalls.call(() -> jdbc
                .query(
                        "select e.user_id, e.revocation_id from ended_session e " + condition,
                        (row, n) -> new EndedSession(row.getString(1), row.getString(2)),
                        value)
                .stream()
                .findFirst());
    }

    @Override
    public Optional<String> userOf(String sessionId) {
        return StoreCalls.call(
                () -> jdbc
                        .queryForList(
                                "select user_id from active_session where session_id = ?", String.class, sessionId)
                        .stream()
                        .findFirst());
    }

    /** Users with sessions whose lifetime has passed, the longest overdue first. */
    List<String> usersWithExpired(Instant now, int limit) {
        return jdbc.queryForList(
                "select user_id from active_session where expires_at <= ? group by user_id order by min(expires_at)"
                        + " limit ?",
                String.class,
                utc(now),
                limit);
    }

    /** Users with sessions that began before a rule about their client or about all; a session's or subject's end at once. */
    List<String> usersRuledOut(int limit) {
        return jdbc.queryForList(
                "select distinct s.user_id from revocation_rule r join active_session s on s.started_at < r.not_before"
                        + " where r.kind = 'ALL' or (r.kind = 'CLIENT' and s.client_id = r.named) limit ?",
                String.class,
                limit);
    }

    @Override
    public void on(List<? extends EventMessage<?>> events) {
        String revocation = RevocationId.of(events);
        events.forEach(message -> apply(message.getPayload(), revocation));
    }

    private void apply(Object event, @Nullable String revocation) {
        if (event instanceof SessionStarted started) {
            issued(started.refreshTokenHash(), started.userId(), started.sessionId(), started.occurredAt());
            jdbc.update(
                    "insert into active_session (session_id, user_id, client_id, started_at, last_token_at, expires_at,"
                            + " refresh_token_hash) values (?, ?, ?, ?, ?, ?, ?)",
                    started.sessionId(),
                    started.userId(),
                    started.clientId(),
                    utc(started.occurredAt()),
                    utc(started.occurredAt()),
                    utc(started.idleExpiresAt()),
                    started.refreshTokenHash());
        } else if (event instanceof SessionRefreshed refreshed) {
            issued(refreshed.refreshTokenHash(), refreshed.userId(), refreshed.sessionId(), refreshed.occurredAt());
            jdbc.update(
                    "update active_session set expires_at = ?, last_token_at = ?, refresh_token_hash = ?,"
                            + " access_token_hash = ?, arrived_at = null where session_id = ?",
                    utc(refreshed.idleExpiresAt()),
                    utc(refreshed.occurredAt()),
                    refreshed.refreshTokenHash(),
                    refreshed.accessTokenIdHash(),
                    refreshed.sessionId());
        } else if (event instanceof SessionRevoked revoked) {
            ended(List.of(revoked.sessionId()), revocation);
        } else if (event instanceof SessionExpired expired) {
            ended(List.of(expired.sessionId()), null);
        } else if (event instanceof AllSessionsRevoked all) {
            ended(all.sessionIds(), revocation);
        }
    }

    private void issued(@Nullable String hash, String userId, String sessionId, Instant at) {
        jdbc.update(
                "insert into refresh_token (hash, user_id, session_id, issued_at) values (?, ?, ?, ?)",
                hash,
                userId,
                sessionId,
                utc(at));
    }

    private void ended(List<String> sessionIds, @Nullable String revocation) {
        List<Object[]> ids = sessionIds.stream().map(id -> new Object[] {id}).toList();
        if (revocation == null) {
            jdbc.batchUpdate("delete from refresh_token where session_id = ?", ids);
        } else {
            // Their refresh tokens go with them, when the outbox forgets the revocation.
            jdbc.batchUpdate(
                    "insert into ended_session (session_id, user_id, revocation_id)"
                            + " select session_id, user_id, ? from active_session where session_id = ?",
                    sessionIds.stream().map(id -> new Object[] {revocation, id}).toList());
        }
        jdbc.batchUpdate("delete from active_session where session_id = ?", ids);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
