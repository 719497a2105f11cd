package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last refresh was retried with the spent token and answered with the same tokens: a request that raced another, a lost
 * answer, or a copied token. Recorded each time; earlier versions recorded it once for each spent token.
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
