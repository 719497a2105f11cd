package io.curfew.command.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The active sessions of one user: the one place where login, rotation, log-out and the session limit are ordered. A
 * no is a result and not an exception, because a reused refresh token must be refused <em>and</em> end its session.
 *
 * <p>Every decision first records which sessions have expired. Time never runs backwards in here, whatever the clocks of
 * the nodes say. The state is {@linkplain Revision versioned} because snapshots hold it: change the number with the
 * fields. Not thread-safe; the repository lets in one command at a time.
 */
@AggregateRoot(type = "UserSessions")
@Revision("1")
public final class UserSessions {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String userId;

    private ActiveSessions sessions = new ActiveSessions();

    UserSessions() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<SessionGrant> handle(StartSession command, SessionPolicy policy) {
        if (sessions.contains(command.sessionId())) {
            throw new IllegalArgumentException("a new session needs a new id");
        }
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        while (sessions.count() >= policy.limit()) {
            Session oldest = sessions.oldest();
            revoke(command, oldest, RevocationReason.SESSION_LIMIT, InitiatingEntity.POLICY, now);
        }
        Instant absoluteExpiresAt = now.plus(policy.absolute());
        Instant idleExpiresAt = policy.idleExpiresAt(now, absoluteExpiresAt);
        apply(new SessionStarted(
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
                absoluteExpiresAt));
        return decided(sessions.get(command.sessionId()).grant(command.userId(), command.receivedAt()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RefreshResult> handle(RefreshSession command, SessionPolicy policy) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        boolean known = sessions.contains(command.sessionId());
        recordExpired(command, now);
        Session session = sessions.find(command.sessionId());
        if (session == null) {
            return decided(new RefreshResult.Refused(known ? Refusal.SESSION_EXPIRED : Refusal.SESSION_NOT_FOUND));
        }
        if (session.refreshTokenHash().equals(command.presentedHash())) {
            rotate(command, session, now, policy);
            return decided(new RefreshResult.Rotated(
                    sessions.get(session.id()).grant(command.userId(), command.receivedAt())));
        }
        if (session.spentWithin(policy.reuseLeeway(), command.presentedHash(), now)) {
            return decided(new RefreshResult.Replayed(
                    session.replay(command.userId(), command.receivedAt()), session.refreshTokenHash()));
        }
        // It was looked up as one of this session's, and it is neither the current one nor lately spent: somebody has a
        // copy.
        apply(new RefreshTokenReused(
                command.userId(),
                session.id(),
                command.origin().ipAddress(),
                command.origin().userAgent(),
                now));
        revoke(command, session, RevocationReason.REFRESH_TOKEN_REUSED, InitiatingEntity.POLICY, now);
        return decided(new RefreshResult.Refused(Refusal.REFRESH_TOKEN_REUSED));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RevokeResult> handle(RevokeSession command) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        if (hasEnded(command.actingSessionId())) {
            return decided(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED));
        }
        Session session = sessions.find(command.sessionId());
        if (session == null) {
            return decided(new RevokeResult.Refused(Refusal.SESSION_NOT_FOUND));
        }
        revoke(command, session, command.reason(), command.initiatingEntity(), now);
        return decided(new RevokeResult.Revoked(List.of(session.id())));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<RevokeResult> handle(RevokeAllSessions command) {
        Instant now = sessions.notBeforeLastEvent(command.receivedAt());
        recordExpired(command, now);
        if (hasEnded(command.actingSessionId())) {
            return decided(new RevokeResult.Refused(Refusal.ACTING_SESSION_ENDED));
        }
        String kept = sessions.contains(command.keepSessionId()) ? command.keepSessionId() : null;
        List<String> ended = sessions.idsBut(kept);
        if (!ended.isEmpty()) {
            apply(new AllSessionsRevoked(
                    command.userId(),
                    ended,
                    kept,
                    command.reason(),
                    command.initiatingEntity(),
                    now,
                    later(now, sessions.tokensExpireAt(ended))));
        }
        return decided(new RevokeResult.Revoked(ended));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decided<Integer> handle(ExpireSessions command) {
        return decided(recordExpired(command, sessions.notBeforeLastEvent(command.receivedAt())));
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        userId = event.userId();
        sessions.evolve(event);
    }

    private void rotate(RefreshSession command, Session session, Instant now, SessionPolicy policy) {
        Origin origin = command.origin();
        Instant idleExpiresAt = policy.idleExpiresAt(now, session.absoluteExpiresAt());
        apply(new SessionRefreshed(
                command.userId(),
                session.id(),
                command.successorHash(),
                origin.ipAddress().equals(session.ipAddress()) ? null : origin.ipAddress(),
                origin.userAgent().equals(session.userAgent()) ? null : origin.userAgent(),
                now,
                policy.accessTokenExpiresAt(command.receivedAt(), idleExpiresAt),
                idleExpiresAt));
    }

    /** What its tokens say of themselves counts, not today's settings: they may have been made under others. */
    private static void revoke(
            SessionCommand command,
            Session session,
            RevocationReason reason,
            InitiatingEntity initiatingEntity,
            Instant now) {
        apply(new SessionRevoked(
                command.userId(), session.id(), reason, initiatingEntity, now, later(now, session.tokensExpireAt())));
    }

    private int recordExpired(SessionCommand command, Instant now) {
        List<Session> expired = sessions.expiredBy(now);
        expired.forEach(session -> apply(new SessionExpired(command.userId(), session.id(), session.expiresAt(), now)));
        return expired.size();
    }

    private boolean hasEnded(@Nullable String actingSessionId) {
        return actingSessionId != null && !sessions.contains(actingSessionId);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static <R> Decided<R> decided(R result) {
        Long version = AggregateLifecycle.getVersion();
        return new Decided<>(result, version == null ? -1 : version);
    }
}
