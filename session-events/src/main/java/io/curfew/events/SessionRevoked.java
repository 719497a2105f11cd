package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One session was ended before its time.
 *
 * @param tokensExpireAt the last instant at which any access token of the session can still be unexpired, not counting
 *     what a verifier forgives; whoever refuses its tokens must do so at least until then
 * @param initiatedBy the user id of who decided it, when it was a person; null in events of earlier versions too
 * @param actingSessionId the session it was ordered from, which may be another user's, or null
 */
public record SessionRevoked(
        String userId,
        String sessionId,
        RevocationReason reason,
        InitiatingEntity initiatingEntity,
        Instant occurredAt,
        Instant tokensExpireAt,
        @Nullable String initiatedBy,
        @Nullable String actingSessionId)
        implements UserEvent {}
