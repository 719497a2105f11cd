package io.curfew.command.token;

import java.time.Instant;
import java.util.Set;

/**
 * What a well-signed access token of ours says. It says nothing about whether its session goes on: the aggregate knows.
 * Immutable and thread-safe.
 *
 * @param expired whether its {@code exp} has passed; then it may end its own session and nothing else
 */
public record VerifiedToken(
        String userId,
        String sessionId,
        String clientId,
        String tokenId,
        Set<String> scopes,
        Instant expiresAt,
        boolean expired) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }
}
