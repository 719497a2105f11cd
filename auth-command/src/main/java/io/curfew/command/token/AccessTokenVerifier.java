package io.curfew.command.token;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks access tokens as RFC 9068, section 4 says: type, algorithm, key, signature, issuer, audience, and that every
 * claim is there once. Symmetric algorithms and {@code none} are not known to it, and a key is only ever used with the
 * algorithm it was made for. Thread-safe.
 */
public final class AccessTokenVerifier {
    private static final int LONGEST = 8192;
    private static final Set<String> RFC_9068 = Set.of("at+jwt", "application/at+jwt");

    /** By how much the clocks of two nodes may differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(60);

    private final SigningKeys keys;
    private final Set<String> audiences;
    private final Clock clock;
    private final TokenType type;
    private final JwtParser parser;

    /**
     * Makes one.
     *
     * @param audiences what this service is called: a token for it names one of these
     */
    AccessTokenVerifier(SigningKeys keys, String issuer, Set<String> audiences, TokenType type, Clock clock) {
        this.keys = keys;
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
        this.type = type;
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(Arrays.stream(SigningAlgorithm.values())
                        .map(SigningAlgorithm::jjwt)
                        .toList())
                .and()
                .keyLocator(this::key)
                .requireIssuer(issuer)
                // Expiry is judged below, after all else: an expired token must have passed every other check.
                .clock(() -> Date.from(Instant.EPOCH))
                .build();
    }

    /** What a token for this service says; {@link VerifiedToken#expired()} tells whether its time has passed. */
    public VerifiedToken verify(String token) throws InvalidTokenException {
        VerifiedToken verified = verifyForAny(token);
        if (verified.audience().stream().noneMatch(audiences::contains)) {
            throw new InvalidTokenException("The access token is for another service");
        }
        return verified;
    }

    /** The same for a token of any audience; for introspection only. */
    public VerifiedToken verifyForAny(String token) throws InvalidTokenException {
        if (token.length() > LONGEST) {
            throw new InvalidTokenException("The access token is too long");
        }
        try {
            Jws<Claims> jws = parser.parseSignedClaims(token);
            return read(jws.getPayload(), jws.getHeader().getKeyId());
        } catch (JwtException | IllegalArgumentException e) {
            throw new InvalidTokenException("The access token is malformed or not signed by this service");
        }
    }

    private VerifiedToken read(Claims claims, String keyId) throws InvalidTokenException {
        Date issuedAt = claims.getIssuedAt();
        if (issuedAt == null || claims.get(AccessTokenIssuer.Claim.AUTH_TIME) == null) {
            throw missing();
        }
        Date expiration = claims.getExpiration();
        Set<String> audience = claims.getAudience();
        if (expiration == null || audience == null || audience.isEmpty()) {
            throw missing();
        }
        // Otherwise whoever has a leaked key dates tokens behind every not-before.
        if (issuedAt.toInstant().isAfter(clock.instant().plus(CLOCKS))) {
            throw new InvalidTokenException("The access token is not issued yet");
        }
        Instant expiresAt = expiration.toInstant();
        return new VerifiedToken(
                required(claims.getSubject()),
                required(claims.get(AccessTokenIssuer.Claim.SID, String.class)),
                required(claims.get(AccessTokenIssuer.Claim.CLIENT_ID, String.class)),
                required(claims.getId()),
                keyId,
                Set.of(required(claims.get(AccessTokenIssuer.Claim.SCOPE, String.class))
                        .split(" ")),
                audience,
                issuedAt.toInstant(),
                expiresAt,
                !clock.instant().isBefore(expiresAt));
    }

    private static String required(@Nullable String claim) throws InvalidTokenException {
        if (claim == null || claim.isBlank()) {
            throw missing();
        }
        return claim;
    }

    private static InvalidTokenException missing() {
        return new InvalidTokenException("The access token lacks a required claim");
    }

    private Key key(Header header) {
        if (!(header instanceof JwsHeader jws)) {
            throw new JwtRefused("not signed");
        }
        String type = jws.getType();
        // Those of the RFC also after a change of the setting: what was granted before goes on.
        if (type == null
                || !(RFC_9068.contains(type.toLowerCase(Locale.ROOT)) || type.equalsIgnoreCase(this.type.joseName()))) {
            throw new JwtRefused("not an access token");
        }
        String kid = jws.getKeyId();
        return keys.find(kid == null ? "" : kid)
                .filter(key -> key.algorithm().joseName().equals(jws.getAlgorithm()))
                .orElseThrow(() -> new JwtRefused("unknown key"))
                .publicKey();
    }

    private static final class JwtRefused extends JwtException {
        private static final long serialVersionUID = 1L;

        JwtRefused(String message) {
            super(message);
        }
    }
}
