package io.curfew.listener.jose;

import io.curfew.listener.TokenClaims;
import io.curfew.listener.bearer.InvalidTokenException;
import io.curfew.listener.bearer.KeysUnavailableException;
import io.curfew.listener.bearer.TokenVerifier;
import io.curfew.listener.bearer.VerifiedToken;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.LocatorAdapter;
import io.jsonwebtoken.UnsupportedJwtException;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import java.net.URI;
import java.security.Key;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verifier of RFC 9068 access tokens by jjwt and the key set at an issuer's address (RFC 7517). Accepts RS, PS and ES
 * 256 to 512 and EdDSA; never HMAC, never {@code none}; a key only for the algorithm it is published for. Thread-safe.
 *
 * <p>Keys are fetched when first needed. While the address cannot be reached those known go on for a bounded time; a node
 * without keys answers {@link KeysUnavailableException}, never "invalid".
 */
public final class JwksTokenVerifier implements TokenVerifier {
    private static final List<SecureDigestAlgorithm<?, ?>> ALGORITHMS = List.of(
            Jwts.SIG.RS256,
            Jwts.SIG.RS384,
            Jwts.SIG.RS512,
            Jwts.SIG.PS256,
            Jwts.SIG.PS384,
            Jwts.SIG.PS512,
            Jwts.SIG.ES256,
            Jwts.SIG.ES384,
            Jwts.SIG.ES512,
            Jwts.SIG.EdDSA);

    private final JwtParser parser;
    private final JwksKeys keys;
    private final Set<String> types;
    private final Set<String> audiences;

    JwksTokenVerifier(JwksTokenVerifierBuilder options, JwksKeys keys, String issuer) {
        this.keys = keys;
        this.types = options.types;
        this.audiences = options.audiences;
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(ALGORITHMS)
                .and()
                .requireIssuer(issuer)
                .clockSkewSeconds(options.leeway.toSeconds())
                .clock(() -> Date.from(options.clock.instant()))
                .keyLocator(new Locator(keys))
                .build();
    }

    /** Collects what a verifier needs: at least an issuer and an audience. */
    public static JwksTokenVerifierBuilder builder(URI jwks) {
        return new JwksTokenVerifierBuilder(jwks);
    }

    @Override
    public VerifiedToken verify(String token) throws InvalidTokenException, KeysUnavailableException {
        try {
            return accessToken(parser.parseSignedClaims(token));
        } catch (NoKeys e) {
            throw e.reason;
        } catch (RuntimeException e) {
            // Also what a parser throws that nobody thought of: the bytes are the sender's.
            throw new InvalidTokenException(e.getClass().getSimpleName());
        }
    }

    private VerifiedToken accessToken(Jws<Claims> jws) throws InvalidTokenException {
        String type = jws.getHeader().getType();
        if (type == null || types.stream().noneMatch(type::equalsIgnoreCase)) {
            throw new InvalidTokenException("not the type of an access token");
        }
        Claims claims = jws.getPayload();
        Set<String> audience = claims.getAudience();
        if (audience == null || audience.stream().noneMatch(audiences::contains)) {
            throw new InvalidTokenException("for another audience");
        }
        return new VerifiedToken(
                revocation(jws.getHeader(), claims), Collections.unmodifiableMap(new LinkedHashMap<>(claims)));
    }

    @Override
    public void onKeysChanged(Runnable forget) {
        keys.onChange(forget);
    }

    @Override
    public void refreshKeys() {
        keys.refresh();
    }

    private static TokenClaims revocation(JwsHeader header, Claims claims) {
        Date issuedAt = claims.getIssuedAt();
        Date expiresAt = claims.getExpiration();
        return new TokenClaims(
                text(claims, "iss"),
                text(claims, "sid"),
                text(claims, "jti"),
                text(claims, "sub"),
                text(claims, "client_id"),
                text(claims, "tenant"),
                header.getKeyId(),
                issuedAt == null ? null : issuedAt.toInstant(),
                expiresAt == null ? null : expiresAt.toInstant());
    }

    /** A claim of another type than a string counts as missing. */
    private static @Nullable String text(Claims claims, String name) {
        return claims.get(name) instanceof String text ? text : null;
    }

    /** Hands jjwt the key a header names. */
    private static final class Locator extends LocatorAdapter<Key> {
        private final JwksKeys keys;

        Locator(JwksKeys keys) {
            this.keys = keys;
        }

        @Override
        protected Key locate(JwsHeader header) {
            Key key;
            try {
                key = keys.find(header.getKeyId(), header.getAlgorithm());
            } catch (KeysUnavailableException e) {
                throw new NoKeys(e);
            }
            if (key == null) {
                throw new UnsupportedJwtException("signed by a key the issuer does not publish");
            }
            return key;
        }

        @Override
        protected Key doLocate(Header header) {
            throw new UnsupportedJwtException("not signed");
        }
    }

    /** Carries "no keys" through jjwt, which knows only unchecked exceptions. */
    private static final class NoKeys extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final KeysUnavailableException reason;

        NoKeys(KeysUnavailableException reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }
    }
}
