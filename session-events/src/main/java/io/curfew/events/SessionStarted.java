package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person logged in: a new session with a new refresh-token family.
 *
 * @param sessionId the new session; the {@code sid} of its access tokens
 * @param clientId the OAuth client that asked
 * @param deviceName what the person called the device, if anything
 * @param ipAddress where the request came from; personal data
 * @param userAgent the request's user agent, cut at 512 characters; personal data, attacker-controlled text
 * @param refreshTokenHash SHA-256 of the refresh token, base64url; null in the form that leaves the event store
 * @param accessTokenExpiresAt the {@code exp} of the access token granted with it
 * @param idleExpiresAt the session expires then unless it is refreshed before
 * @param absoluteExpiresAt the session expires then at the latest
 * @param accessTokenIdHash SHA-256 of the {@code jti} of the access token granted with it, base64url; null in events of earlier versions
 */
public record SessionStarted(
        String userId,
        String sessionId,
        String clientId,
        @Nullable String deviceName,
        String ipAddress,
        String userAgent,
        AuthMethod authMethod,
        @Nullable String refreshTokenHash,
        Instant occurredAt,
        Instant accessTokenExpiresAt,
        Instant idleExpiresAt,
        Instant absoluteExpiresAt,
        @Nullable String accessTokenIdHash)
        implements UserEvent {}
