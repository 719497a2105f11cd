package io.curfew.command.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that a request shows. Immutable and thread-safe.
 *
 * @param hash SHA-256 of the token, base64url
 * @param arrived what is known of the session's last grant, if it has reached its client
 */
public record RefreshProof(String hash, @Nullable Arrival arrived, Origin origin) {

    /**
     * An access token that has been presented: so the answer which brought it has reached its client, and with it the
     * refresh token that came along.
     *
     * @param accessTokenIdHash SHA-256 of its {@code jti}, base64url
     */
    public record Arrival(String accessTokenIdHash, Instant at) {}
}
