package io.curfew.command.domain;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words decisions about single sessions as events. Stateless. */
final class SessionEvents {

    private SessionEvents() {}

    static SessionStarted started(StartSession command, Instant now, SessionPolicy policy) {
        Instant absoluteExpiresAt = now.plus(policy.absolute());
        Instant idleExpiresAt = policy.idleExpiresAt(now, absoluteExpiresAt);
        return new SessionStarted(
                command.userId(),
                command.sessionId(),
                command.clientId(),
                command.deviceName(),
                command.origin().ipAddress(),
                command.origin().userAgent(),
                command.authMethod(),
                command.refreshTokenHash(),
                now,
                policy.accessTokenExpiresAt(command.receivedAt(), idleExpiresAt),
                idleExpiresAt,
                absoluteExpiresAt,
                command.accessTokenIdHash());
    }

    static SessionRefreshed refreshed(RefreshSession command, Session session, Instant now, SessionPolicy policy) {
        Origin origin = command.origin();
        Instant idleExpiresAt = policy.idleExpiresAt(now, session.absoluteExpiresAt());
        return new SessionRefreshed(
                command.userId(),
                session.id(),
                command.successorHash(),
                origin.ipAddress().equals(session.ipAddress()) ? null : origin.ipAddress(),
                origin.userAgent().equals(session.userAgent()) ? null : origin.userAgent(),
                now,
                policy.accessTokenExpiresAt(command.receivedAt(), idleExpiresAt),
                idleExpiresAt,
                command.accessTokenIdHash());
    }

    static RefreshTokenReplayed replayed(RefreshSession command, Session session, SpentToken spent, Instant now) {
        Origin origin = command.origin();
        return new RefreshTokenReplayed(
                command.userId(),
                session.id(),
                spent.hash(),
                origin.ipAddress(),
                origin.userAgent(),
                now,
                spent.spentAt());
    }

    static RefreshTokenReused reused(RefreshSession command, Session session, Instant now) {
        Origin origin = command.origin();
        return new RefreshTokenReused(command.userId(), session.id(), origin.ipAddress(), origin.userAgent(), now);
    }

    static AllSessionsRevoked allRevoked(
            SessionCommand command,
            List<String> ended,
            @Nullable String kept,
            RevocationReason reason,
            Initiator initiator,
            Instant now,
            Instant tokensExpireAt) {
        return new AllSessionsRevoked(
                command.userId(),
                ended,
                kept,
                reason,
                initiator.entity(),
                now,
                tokensExpireAt,
                initiator.userId(),
                initiator.sessionId());
    }

    /** What its tokens say of themselves counts, not today's settings: they may have been made under others. */
    static SessionRevoked revoked(
            SessionCommand command, Session session, RevocationReason reason, Initiator initiator, Instant now) {
        Instant tokensExpireAt = session.tokensExpireAt();
        return new SessionRevoked(
                command.userId(),
                session.id(),
                reason,
                initiator.entity(),
                now,
                now.isAfter(tokensExpireAt) ? now : tokensExpireAt,
                initiator.userId(),
                initiator.sessionId());
    }
}
