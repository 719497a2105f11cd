package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A spent refresh token came back inside the leeway and was answered with the session's current tokens: a request that
 * raced another, one whose answer was lost, or somebody with a copy who was quick. Recorded once for each spent token,
 * however often it comes back.
 *
 * @param refreshTokenHash SHA-256 of the spent token, base64url; null in the form that leaves the event store
 * @param ipAddress where the spent token came from; personal data
 * @param userAgent the request's user agent; personal data, attacker-controlled text
 * @param spentAt when the rotation replaced the token
 */
public record RefreshTokenReplayed(
        String userId,
        String sessionId,
        @Nullable String refreshTokenHash,
        String ipAddress,
        String userAgent,
        Instant occurredAt,
        Instant spentAt)
        implements UserEvent {}
