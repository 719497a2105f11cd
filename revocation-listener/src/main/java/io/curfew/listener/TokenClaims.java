package io.curfew.listener;

import io.curfew.events.notice.Notice;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one access token that revocation looks at (RFC 7519, RFC 9068), taken from a token whose signature,
 * issuer, audience and expiry have been checked by someone else. Best made once per token and kept with it: what a check
 * needs of them is worked out here, and not in each check. Immutable and thread-safe.
 */
public final class TokenClaims {
    private static final long NO_LIFETIME = Long.MAX_VALUE;

    private final @Nullable String iss;
    private final @Nullable String sid;
    private final @Nullable String jti;
    private final @Nullable String sub;
    private final @Nullable String clientId;
    private final @Nullable String tenant;
    private final @Nullable String kid;
    private final @Nullable Instant issuedAt;
    private final @Nullable Instant expiresAt;

    private final @Nullable Object session;
    private final boolean named;
    private final boolean keyless;
    private final long lifetimeSeconds;
    private final long issuedAtMillis;
    /** Of the {@code jti}; worked out when the first token was revoked by its id, by whichever thread comes first. */
    private @Nullable String jtiHash;

    /**
     * The claims of a token.
     *
     * @param iss the issuer, claim {@code iss}
     * @param sid the session, claim {@code sid}
     * @param jti the token's own id, claim {@code jti}
     * @param sub the subject, claim {@code sub}
     * @param clientId claim {@code client_id}
     * @param tenant claim {@code tenant}, where tenants are used
     * @param kid header {@code kid}: the key that signed it; a token without counts as signed by every revoked key
     * @param issuedAt claim {@code iat}, whole seconds
     * @param expiresAt claim {@code exp}, whole seconds
     */
    public TokenClaims(
            @Nullable String iss,
            @Nullable String sid,
            @Nullable String jti,
            @Nullable String sub,
            @Nullable String clientId,
            @Nullable String tenant,
            @Nullable String kid,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt) {
        this(iss, sid, jti, sub, clientId, tenant, kid, issuedAt, expiresAt, kid == null);
    }

    private TokenClaims(
            @Nullable String iss,
            @Nullable String sid,
            @Nullable String jti,
            @Nullable String sub,
            @Nullable String clientId,
            @Nullable String tenant,
            @Nullable String kid,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            boolean keyless) {
        this.keyless = keyless;
        this.iss = iss;
        this.sid = sid;
        this.jti = jti;
        this.sub = sub;
        this.clientId = clientId;
        this.tenant = tenant;
        this.kid = kid;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.session = sid == null ? null : CompactId.of(sid);
        this.named = sid != null && !sid.isEmpty() && jti != null && !jti.isEmpty();
        this.lifetimeSeconds = issuedAt == null || expiresAt == null
                ? NO_LIFETIME
                : expiresAt.getEpochSecond() - issuedAt.getEpochSecond();
        this.issuedAtMillis = issuedAt == null ? Long.MIN_VALUE : millis(issuedAt);
    }

    /** Never throws: a signed claim may hold any number. */
    private static long millis(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (Math.abs(seconds) >= Long.MAX_VALUE / 1000) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return instant.toEpochMilli();
    }

    /** The claims of a token of which only the session is known: no rule about a client, a tenant or a key covers it. */
    public static TokenClaims ofSession(String sid, String jti, Instant issuedAt, Instant expiresAt) {
        return new TokenClaims(null, sid, jti, null, null, null, null, issuedAt, expiresAt, false);
    }

    /** The issuer, claim {@code iss}. */
    public @Nullable String iss() {
        return iss;
    }

    /** The session, claim {@code sid}. */
    public @Nullable String sid() {
        return sid;
    }

    /** The token's own id, claim {@code jti}. */
    public @Nullable String jti() {
        return jti;
    }

    /** The subject, claim {@code sub}. */
    public @Nullable String sub() {
        return sub;
    }

    /** Claim {@code client_id}. */
    public @Nullable String clientId() {
        return clientId;
    }

    /** Claim {@code tenant}. */
    public @Nullable String tenant() {
        return tenant;
    }

    /** Header {@code kid}. */
    public @Nullable String kid() {
        return kid;
    }

    /** Claim {@code iat}. */
    public @Nullable Instant issuedAt() {
        return issuedAt;
    }

    /** Claim {@code exp}. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** The session as the table's key; null without. */
    @Nullable
    Object session() {
        return session;
    }

    /** The hash under which the token would be revoked by its own id; null without one. */
    @Nullable
    String jtiHash() {
        String known = jtiHash;
        if (known == null && jti != null) {
            known = Notice.Token.hash(jti);
            jtiHash = known;
        }
        return known;
    }

    /**
     * Whether it names what can be revoked and lives no longer than that many seconds. A foreign token has no session of
     * ours, and is covered by what is said of its subject, client, tenant or key.
     */
    boolean verifiable(long maxLifetimeSeconds, boolean foreign) {
        return lifetimeSeconds <= maxLifetimeSeconds && (named || foreign);
    }

    /** Whether its header names no key. */
    boolean keyless() {
        return keyless;
    }

    /** Milliseconds since the epoch; a token that does not say when it was issued counts as issued before everything. */
    long issuedAtMillis() {
        return issuedAtMillis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenClaims claims
                && Objects.equals(iss, claims.iss)
                && Objects.equals(sid, claims.sid)
                && Objects.equals(jti, claims.jti)
                && Objects.equals(sub, claims.sub)
                && Objects.equals(clientId, claims.clientId)
                && Objects.equals(tenant, claims.tenant)
                && Objects.equals(kid, claims.kid)
                && Objects.equals(issuedAt, claims.issuedAt)
                && Objects.equals(expiresAt, claims.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(iss, sid, jti, sub, issuedAt);
    }

    /** Names the session only: it is what logs may hold at DEBUG. */
    @Override
    public String toString() {
        return "TokenClaims[sid=" + sid + "]";
    }
}
