package io.curfew.events;

import java.time.Instant;

/**
 * One session was ended before its time.
 *
 * @param tokensExpireAt the last instant at which any access token of the session can still be unexpired, not counting
 *     what a verifier forgives; whoever refuses its tokens must do so at least until then
 */
public record SessionRevoked(
        String userId,
        String sessionId,
        RevocationReason reason,
        InitiatingEntity initiatingEntity,
        Instant occurredAt,
        Instant tokensExpireAt)
        implements UserEvent {}
