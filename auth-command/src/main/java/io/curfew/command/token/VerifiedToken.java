package io.curfew.command.token;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What a well-signed access token of ours says. It says nothing about whether its session goes on.
 * Immutable and thread-safe.
 *
 * @param tokenId its {@code jti}
 * @param keyId the {@code kid} of the key it is signed with
 * @param audience the services it is for: one or more
 * @param expired whether its {@code exp} has passed; then it may end its own session and nothing else
 */
public record VerifiedToken(
        String userId,
        String sessionId,
        String clientId,
        String tokenId,
        String keyId,
        Set<String> scopes,
        Set<String> audience,
        Instant issuedAt,
        Instant expiresAt,
        boolean expired) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
        audience = Set.copyOf(audience);
    }

    /** The same with those of its scopes that are among these. */
    public VerifiedToken within(Set<String> granted) {
        Set<String> left = new HashSet<>(scopes);
        left.retainAll(granted);
        return new VerifiedToken(
                userId, sessionId, clientId, tokenId, keyId, left, audience, issuedAt, expiresAt, expired);
    }
}
