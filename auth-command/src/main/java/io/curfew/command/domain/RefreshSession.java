package io.curfew.command.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Rotate the refresh token of a session.
 *
 * @param presented the refresh token that asks for it
 * @param successorHash SHA-256 of the one to take its place
 * @param accessTokenIdHash SHA-256 of the {@code jti} of the access token to be granted with that one, base64url
 */
public record RefreshSession(
        @TargetAggregateIdentifier String userId,
        String sessionId,
        RefreshProof presented,
        String successorHash,
        String accessTokenIdHash,
        Instant receivedAt)
        implements SessionCommand {}
