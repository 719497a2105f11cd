package io.curfew.command.sessions;

import io.curfew.command.axon.EventSubscriber;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables {@code refresh_token} and {@code active_session}, kept in the transaction of the events: which session a refresh
 * token was issued to, and of each active session whose it is, when it began, was last granted a token and expires. Thread-safe.
 */
final class SessionIndex implements EventSubscriber, SessionLookup {
    private final JdbcTemplate jdbc;

    SessionIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<SessionRef> byRefreshTokenHash(String hash) {
        return StoreCalls.call(() -> jdbc
                .query(
                        "select user_id, session_id from refresh_token where hash = ?",
                        (row, n) -> new SessionRef(row.getString(1), row.getString(2)),
                        hash)
                .stream()
                .findFirst());
    }

    @Override
    public boolean isActive(String userId, String sessionId) {
        return StoreCalls.call(() -> !jdbc.queryForList(
                        "select session_id from active_session where session_id = ? and user_id = ?",
                        String.class,
                        sessionId,
                        userId)
                .isEmpty());
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
        events.forEach(message -> apply(message.getPayload()));
    }

    private void apply(Object event) {
        if (event instanceof SessionStarted started) {
            issued(started.refreshTokenHash(), started.userId(), started.sessionId(), started.occurredAt());
            jdbc.update(
                    "insert into active_session (session_id, user_id, client_id, started_at, last_token_at, expires_at)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    started.sessionId(),
                    started.userId(),
                    started.clientId(),
                    utc(started.occurredAt()),
                    utc(started.occurredAt()),
                    utc(started.idleExpiresAt()));
        } else if (event instanceof SessionRefreshed refreshed) {
            issued(refreshed.refreshTokenHash(), refreshed.userId(), refreshed.sessionId(), refreshed.occurredAt());
            jdbc.update(
                    "update active_session set expires_at = ?, last_token_at = ? where session_id = ?",
                    utc(refreshed.idleExpiresAt()),
                    utc(refreshed.occurredAt()),
                    refreshed.sessionId());
        } else if (event instanceof SessionRevoked revoked) {
            ended(List.of(revoked.sessionId()));
        } else if (event instanceof SessionExpired expired) {
            ended(List.of(expired.sessionId()));
        } else if (event instanceof AllSessionsRevoked all) {
            ended(all.sessionIds());
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

    private void ended(List<String> sessionIds) {
        List<Object[]> ids = sessionIds.stream().map(id -> new Object[] {id}).toList();
        jdbc.batchUpdate("delete from refresh_token where session_id = ?", ids);
        jdbc.batchUpdate("delete from active_session where session_id = ?", ids);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
