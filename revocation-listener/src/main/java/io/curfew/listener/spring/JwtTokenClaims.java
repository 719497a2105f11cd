package io.curfew.listener.spring;

import io.curfew.listener.TokenClaims;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads {@link TokenClaims} off a decoded token. A claim of another type than a string counts as missing. Stateless. */
final class JwtTokenClaims {
    private JwtTokenClaims() {}

    static TokenClaims of(Jwt jwt) {
        return new TokenClaims(
                text(jwt.getClaims().get("iss")),
                text(jwt.getClaims().get("sid")),
                text(jwt.getClaims().get("jti")),
                text(jwt.getClaims().get("sub")),
                text(jwt.getClaims().get("client_id")),
                text(jwt.getClaims().get("tenant")),
                text(jwt.getHeaders().get("kid")),
                issuedAt(jwt),
                jwt.getExpiresAt());
    }

    /**
     * Spring Security makes up a missing {@code iat} as one second before {@code exp}
     * ({@code MappedJwtClaimSetConverter}), which would pass a token of any life for one of a second. No issuer makes
     * tokens for one second, so that value means missing.
     */
    private static @Nullable Instant issuedAt(Jwt jwt) {
        Instant issuedAt = jwt.getIssuedAt();
        Instant expiresAt = jwt.getExpiresAt();
        boolean madeUp = issuedAt != null && expiresAt != null && issuedAt.equals(expiresAt.minusSeconds(1));
        return madeUp ? null : issuedAt;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String string ? string : null;
    }
}
