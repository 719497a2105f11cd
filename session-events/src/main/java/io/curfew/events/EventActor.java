package io.curfew.events;

import org.jspecify.annotations.Nullable;

/**
 * Who or what brought an event about, and why, as the event itself says. Immutable and thread-safe.
 *
 * @param person who, when it was known and not the user the event is about, who goes without saying
 * @param session the session it was ordered from, when it was
 * @param reason a name of the contract, {@value #EXPIRED}, a name of {@link AuthenticationFailure}, what of a history was accessed, an administrator's
 *     words, or null
 */
public record EventActor(
        InitiatingEntity entity, @Nullable String person, @Nullable String session, @Nullable String reason) {
    /** The reason of an end that nobody decided. */
    public static final String EXPIRED = "EXPIRED";

    /** That of an event. */
    public static EventActor of(SessionEvent event) {
        if (event instanceof SessionRevoked e) {
            return new EventActor(
                    e.initiatingEntity(),
                    other(e.initiatingEntity(), e.initiatedBy()),
                    e.actingSessionId(),
                    e.reason().name());
        }
        if (event instanceof AllSessionsRevoked e) {
            return new EventActor(
                    e.initiatingEntity(),
                    other(e.initiatingEntity(), e.initiatedBy()),
                    e.actingSessionId(),
                    e.reason().name());
        }
        if (event instanceof RevocationRuleAdded e) {
            return new EventActor(e.initiatingEntity(), e.initiatedBy(), null, e.reason());
        }
        if (event instanceof SessionExpired) {
            return new EventActor(InitiatingEntity.SYSTEM, null, null, EXPIRED);
        }
        if (event instanceof RefreshTokenReused) {
            // Whoever held the copy is nobody we know; what happened is that a rule found it out.
            return new EventActor(InitiatingEntity.POLICY, null, null, null);
        }
        if (event instanceof UserErased e) {
            return new EventActor(InitiatingEntity.ADMIN, e.initiatedBy(), null, null);
        }
        if (event instanceof AuthenticationFailed e) {
            // Nobody was authenticated, so nobody is known to have tried.
            return new EventActor(
                    InitiatingEntity.POLICY, null, null, e.failure().name());
        }
        if (event instanceof AccountCreated e) {
            return person(e.userId(), e.initiatedBy(), null);
        }
        if (event instanceof AccountDisabled e) {
            return new EventActor(InitiatingEntity.ADMIN, e.initiatedBy(), null, null);
        }
        if (event instanceof PasswordChanged e) {
            return person(e.userId(), e.initiatedBy(), e.sessionId());
        }
        if (event instanceof HistoryRead e) {
            return new EventActor(InitiatingEntity.USER, null, null, e.what());
        }
        if (event instanceof HistoryExported e) {
            return new EventActor(InitiatingEntity.USER, null, null, e.what());
        }
        if (event instanceof SessionStarted
                || event instanceof SessionRefreshed
                || event instanceof RefreshTokenReplayed) {
            return new EventActor(InitiatingEntity.USER, null, EventSessions.one(event), null);
        }
        // Whoever adds an event says here who does it: a guess would be shown to auditors as a fact.
        throw new IllegalStateException("nobody known to bring about " + event.getClass());
    }

    /** The user of the account, or else an administrator. */
    private static EventActor person(String userId, @Nullable String initiatedBy, @Nullable String session) {
        return initiatedBy == null || initiatedBy.equals(userId)
                ? new EventActor(InitiatingEntity.USER, null, session, null)
                : new EventActor(InitiatingEntity.ADMIN, initiatedBy, session, null);
    }

    /** The person whose session it is goes without saying. */
    private static @Nullable String other(InitiatingEntity entity, @Nullable String person) {
        return entity == InitiatingEntity.USER ? null : person;
    }
}
