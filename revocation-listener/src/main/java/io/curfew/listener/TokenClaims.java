package io.curfew.listener;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one access token that revocation looks at (RFC 7519, RFC 9068), taken from a token whose signature,
 * issuer, audience and expiry have been checked by someone else. Immutable and thread-safe.
 *
 * @param iss the issuer, claim {@code iss}
 * @param sid the session, claim {@code sid}
 * @param jti the token's own id, claim {@code jti}
 * @param sub the subject, claim {@code sub}
 * @param clientId claim {@code client_id}
 * @param tenant claim {@code tenant}, where tenants are used
 * @param kid header {@code kid}: the key that signed it
 * @param issuedAt claim {@code iat}, whole seconds
 * @param expiresAt claim {@code exp}, whole seconds
 */
public record TokenClaims(
        @Nullable String iss,
        @Nullable String sid,
        @Nullable String jti,
        @Nullable String sub,
        @Nullable String clientId,
        @Nullable String tenant,
        @Nullable String kid,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt) {

    /** The claims of a token that only names its session. */
    public static TokenClaims ofSession(String sid, String jti, Instant issuedAt, Instant expiresAt) {
        return new TokenClaims(null, sid, jti, null, null, null, null, issuedAt, expiresAt);
    }

    /**
     * Whether it names what can be revoked and lives no longer than that many seconds. A foreign token has no session of
     * ours, and is covered by what is said of its subject, client, tenant or key.
     */
    boolean verifiable(long maxLifetimeSeconds, boolean foreign) {
        if (issuedAt == null || expiresAt == null) {
            return false;
        }
        if (!foreign && (sid == null || sid.isEmpty() || jti == null || jti.isEmpty())) {
            return false;
        }
        return expiresAt.getEpochSecond() - issuedAt.getEpochSecond() <= maxLifetimeSeconds;
    }
}
