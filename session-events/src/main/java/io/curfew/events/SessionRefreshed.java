package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token of a session was rotated.
 *
 * @param refreshTokenHash SHA-256 of the successor, base64url; null in the form that leaves the event store
 * @param ipAddress where the request came from, only if it changed; personal data
 * @param userAgent the request's user agent, only if it changed; personal data, attacker-controlled text
 * @param accessTokenExpiresAt the {@code exp} of the access token granted with it
 * @param idleExpiresAt the session now expires then unless it is refreshed before
 * @param accessTokenIdHash SHA-256 of the {@code jti} of that access token, base64url; null in events of earlier versions
 */
public record SessionRefreshed(
        String userId,
        String sessionId,
        @Nullable String refreshTokenHash,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant occurredAt,
        Instant accessTokenExpiresAt,
        Instant idleExpiresAt,
        @Nullable String accessTokenIdHash)
        implements UserEvent {}
