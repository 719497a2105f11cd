package io.curfew.command.domain;

import io.curfew.events.AuthMethod;
import java.time.Instant;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Start a session for a user who has just proved who they are. Always makes a new one.
 *
 * @param sessionId a new random id
 * @param refreshTokenHash SHA-256 of the first refresh token, base64url
 * @param accessTokenIdHash SHA-256 of the {@code jti} of the access token to be granted, base64url
 * @param former sessions whose place it takes, in the browser that is signing in: those of this user end
 */
public record StartSession(
        @TargetAggregateIdentifier String userId,
        String sessionId,
        String clientId,
        @Nullable String deviceName,
        Origin origin,
        AuthMethod authMethod,
        String refreshTokenHash,
        String accessTokenIdHash,
        Set<String> former,
        Instant receivedAt)
        implements SessionCommand {

    public StartSession {
        former = Set.copyOf(former);
    }
}
