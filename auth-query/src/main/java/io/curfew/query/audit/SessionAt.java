package io.curfew.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it was at an instant. Immutable and thread-safe.
 *
 * @param deviceName personal data
 * @param ip personal data
 * @param userAgent personal data, attacker-controlled text
 * @param expiresAt when it would have expired, as far as could be said then
 */
public record SessionAt(
        String sessionId,
        String userId,
        String clientId,
        @Nullable String deviceName,
        @Nullable String ip,
        @Nullable String userAgent,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {}
