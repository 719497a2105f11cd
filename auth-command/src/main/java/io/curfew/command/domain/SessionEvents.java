package io.curfew.command.domain;

import io.curfew.events.AccountDisabled;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.AuthenticationFailed;
import io.curfew.events.HistoryExported;
import io.curfew.events.HistoryRead;
import io.curfew.events.PasswordChanged;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.UserErased;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Words decisions as events, personal data sealed. Stateless. */
final class SessionEvents {
    /** What personal data is sealed for that belongs to an account and to none of its sessions. */
    private static final String NO_SESSION = "";

    private SessionEvents() {}

    static SessionStarted started(StartSession command, PersonalData personal, Instant now, SessionPolicy policy) {
        PersonalData.Sealed origin =
                personal.seal(command.userId(), command.sessionId(), command.origin(), command.deviceName());
        Instant absoluteExpiresAt = now.plus(policy.absolute());
        Instant idleExpiresAt = policy.idleExpiresAt(now, absoluteExpiresAt);
        return new SessionStarted(
                command.userId(),
                command.sessionId(),
                command.clientId(),
                origin.deviceName(),
                origin.ipAddress(),
                origin.userAgent(),
                command.authMethod(),
                command.refreshTokenHash(),
                now,
                policy.accessTokenExpiresAt(command.receivedAt(), idleExpiresAt),
                idleExpiresAt,
                absoluteExpiresAt,
                command.accessTokenIdHash());
    }

    static SessionRefreshed refreshed(
            RefreshSession command, PersonalData personal, Session session, Instant now, SessionPolicy policy) {
        PersonalData.Sealed origin = personal.seal(
                command.userId(), session.id(), command.presented().origin(), null);
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

    static RefreshTokenReplayed replayed(
            SessionCommand command, Session session, SpentToken spent, PersonalData.Sealed from, Instant now) {
        return new RefreshTokenReplayed(
                command.userId(), session.id(), spent.hash(), from.ipAddress(), from.userAgent(), now, spent.spentAt());
    }

    static RefreshTokenReused reused(SessionCommand command, Session session, PersonalData.Sealed from, Instant now) {
        return new RefreshTokenReused(command.userId(), session.id(), from.ipAddress(), from.userAgent(), now);
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

    static UserErased erased(EraseUser command, Instant now) {
        String administrator = Objects.requireNonNull(command.initiator().userId(), "a person decides it");
        return new UserErased(command.userId(), administrator, now);
    }

    static AuthenticationFailed failed(
            RecordFailedAttempts command, FailedAttempts attempts, PersonalData personal, Instant now) {
        Origin origin = attempts.origin();
        PersonalData.Sealed sealed = origin == null ? null : personal.seal(command.userId(), NO_SESSION, origin, null);
        return new AuthenticationFailed(
                command.userId(),
                attempts.failure(),
                attempts.count(),
                attempts.firstAt(),
                attempts.lastAt(),
                sealed == null ? null : sealed.ipAddress(),
                sealed == null ? null : sealed.userAgent(),
                now);
    }

    static SessionEvent accessed(RecordHistoryAccess command, HistoryAccess access, Instant now) {
        return access.exported()
                ? new HistoryExported(
                        command.userId(),
                        access.subject(),
                        access.what(),
                        access.count(),
                        access.firstAt(),
                        access.lastAt(),
                        now)
                : new HistoryRead(
                        command.userId(),
                        access.subject(),
                        access.what(),
                        access.count(),
                        access.firstAt(),
                        access.lastAt(),
                        now);
    }

    static SessionEvent changed(RevokeAllSessions command, AccountChange change, Instant now) {
        Initiator by = command.initiator();
        String person = Objects.requireNonNull(by.userId(), "a person decides it");
        return switch (change) {
            case DISABLED -> new AccountDisabled(command.userId(), person, now);
            case PASSWORD_CHANGED -> new PasswordChanged(command.userId(), person, by.sessionId(), now);
        };
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
