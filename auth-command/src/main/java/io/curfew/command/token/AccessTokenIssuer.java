package io.curfew.command.token;

import io.curfew.command.domain.SessionGrant;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;

/**
 * Mints access tokens (RFC 9068). Their {@code exp} is the one that the event records, never reckoned from the time of
 * minting or from today's settings: so a minter that was paused, or is set otherwise, cannot make a token that outlives
 * what is known about its session (I6 TokenInsideEntry). Thread-safe.
 */
public final class AccessTokenIssuer {
    private final SigningKeys keys;
    private final String issuer;
    private final TokenType type;

    AccessTokenIssuer(SigningKeys keys, String issuer, TokenType type) {
        this.keys = keys;
        this.issuer = issuer;
        this.type = type;
    }

    /**
     * Mints a token.
     *
     * @param scopes the roles of the user
     * @param audience the resources it is for
     * @param tokenId its {@code jti}
     */
    public AccessToken issue(SessionGrant grant, Set<String> scopes, Set<String> audience, String tokenId) {
        Instant issuedAt = grant.decidedAt().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = grant.accessTokenExpiresAt().truncatedTo(ChronoUnit.SECONDS);
        SigningKey key = keys.signing();
        String token = Jwts.builder()
                .header()
                .type(type.joseName())
                .keyId(key.kid())
                .and()
                .issuer(issuer)
                .subject(grant.userId())
                .audience()
                .add(audience)
                .and()
                .issuedAt(Date.from(issuedAt))
                .expiration(Date.from(expiresAt))
                .id(tokenId)
                .claim(Claim.CLIENT_ID, grant.clientId())
                .claim(Claim.SID, grant.sessionId())
                .claim(Claim.SCOPE, String.join(" ", scopes))
                .claim(Claim.AUTH_TIME, grant.authenticatedAt().getEpochSecond())
                .signWith(key.privateKey(), key.algorithm().jjwt())
                .compact();
        return new AccessToken(token, Duration.between(issuedAt, expiresAt));
    }

    /** Claims that jjwt has no method for. */
    static final class Claim {
        /** RFC 8693, section 4.3. */
        static final String CLIENT_ID = "client_id";
        /** OpenID Connect Back-Channel Logout 1.0, section 2.1. */
        static final String SID = "sid";
        /** RFC 8693, section 4.2. */
        static final String SCOPE = "scope";
        /** OpenID Connect Core 1.0, section 2. */
        static final String AUTH_TIME = "auth_time";

        private Claim() {}
    }
}
