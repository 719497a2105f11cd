package io.curfew.events;

import java.time.Instant;

/**
 * A spent refresh token came back outside the leeway: somebody has a copy. Always followed by {@link SessionRevoked} of
 * the same session in the same commit (RFC 9700, section 4.14.2).
 *
 * @param ipAddress where the spent token came from; personal data
 * @param userAgent the request's user agent; personal data, attacker-controlled text
 */
public record RefreshTokenReused(
        String userId, String sessionId, String ipAddress, String userAgent, Instant occurredAt) implements UserEvent {}
