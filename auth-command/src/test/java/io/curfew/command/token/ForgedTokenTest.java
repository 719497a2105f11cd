package io.curfew.command.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.domain.SessionGrant;
import io.curfew.command.running.ManualClock;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not a token of ours, or not an access token, or not for us, is refused. */
class ForgedTokenTest {
    private static final String ISSUER = "http://127.0.0.1:8080";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.700Z");
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final ManualClock clock = new ManualClock(NOW);
    private SigningKeys keys;
    private AccessTokenIssuer issuer;
    private AccessTokenVerifier verifier;

    @BeforeEach
    void a_service() {
        use(SigningAlgorithm.RS256);
    }

    private void use(SigningAlgorithm algorithm) {
        keys = new SigningKeys(TestKeys.shared(algorithm), TestKeys.settings(algorithm), LIFETIME, clock);
        issuer = new AccessTokenIssuer(keys, ISSUER, TokenType.AT_JWT);
        verifier = new AccessTokenVerifier(keys, ISSUER, Set.of("curfew"), TokenType.AT_JWT, clock);
    }

    private static SessionGrant grant(Instant decidedAt, Instant expiresAt) {
        return new SessionGrant("user-1", "session-1", "app", decidedAt, decidedAt, expiresAt);
    }

    private String token() {
        return issuer.issue(grant(NOW, NOW.plus(LIFETIME)), Set.of("user"), Set.of("curfew"), "an-id")
                .value();
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forged("another issuer", b -> b.issuer("http://evil.example")),
                forged("another audience", b -> b.claim("aud", "another")),
                forged("type JWT", b -> b.header().type("JWT").and()),
                forged("no type", b -> b.header().type(null).and()),
                forged("no sid", b -> b.claim("sid", null)),
                forged("a numeric sid", b -> b.claim("sid", 7)),
                forged("no jti", b -> b.id(null)),
                forged("no sub", b -> b.subject(null)),
                forged("no client_id", b -> b.claim("client_id", null)),
                forged("no exp", b -> b.expiration(null)),
                forged("no iat", b -> b.issuedAt(null)),
                forged("an iat in the future", b -> b.issuedAt(Date.from(NOW.plus(Duration.ofHours(2))))
                        .expiration(Date.from(NOW.plus(Duration.ofHours(3))))),
                forged("no scope", b -> b.claim("scope", null)),
                forged("an unknown key", b -> b.header().keyId("unknown").and()),
                forged("no kid", b -> b.header().keyId(null).and()));
    }

    private static Arguments forged(String name, Consumer<JwtBuilder> change) {
        return Arguments.of(name, change);
    }

    private JwtBuilder good() {
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId(keys.signing().kid())
                .and()
                .issuer(ISSUER)
                .subject("user-1")
                .claim("aud", "curfew")
                .issuedAt(Date.from(NOW))
                .expiration(Date.from(NOW.plus(LIFETIME)))
                .id("jti-1")
                .claim("client_id", "app")
                .claim("sid", "session-1")
                .claim("scope", "user")
                .claim("auth_time", NOW.getEpochSecond());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void well_signed_but_wrong_tokens_are_refused(String name, Consumer<JwtBuilder> change)
            throws InvalidTokenException {
        assertThat(verifier.verify(good().signWith(keys.signing().privateKey()).compact())
                        .tokenId())
                .isEqualTo("jti-1");
        JwtBuilder builder = good();

        change.accept(builder);

        refused(builder.signWith(keys.signing().privateKey()).compact());
    }

    @Test
    void another_key_and_other_algorithms_are_refused() {
        KeyPair other = SigningAlgorithm.RS256.generate(2048);
        byte[] publicKey = keys.signing().publicKey().getEncoded();

        refused(good().signWith(other.getPrivate()).compact());
        refused(good().signWith(keys.signing().privateKey(), Jwts.SIG.PS256).compact());
        refused(good().signWith(keys.signing().privateKey(), Jwts.SIG.RS512).compact());
        refused(good().compact());
        // The public key as HMAC secret: works against verifiers that let the token choose the algorithm.
        refused(good().signWith(new javax.crypto.spec.SecretKeySpec(publicKey, "HmacSHA256"), Jwts.SIG.HS256)
                .compact());
    }

    @Test
    void duplicate_claims_are_refused() throws Exception {
        String header = "{\"typ\":\"at+jwt\",\"alg\":\"RS256\",\"kid\":\""
                + keys.signing().kid() + "\"}";
        String claims = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"user-1\",\"aud\":\"curfew\",\"iat\":1795255200,"
                + "\"exp\":1795256100,\"jti\":\"j\",\"client_id\":\"app\",\"scope\":\"user\",\"auth_time\":1795255200,"
                + "\"sid\":\"session-1\"";

        assertThat(verifier.verify(sign(header, claims + "}")).sessionId()).isEqualTo("session-1");
        refused(sign(header, claims + ",\"sid\":\"session-2\"}"));
    }

    private String sign(String header, String claims) throws Exception {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.signing().privateKey());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void garbage_is_refused() {
        String token = token();
        for (String garbage : new String[] {
            "",
            " ",
            ".",
            "..",
            "...",
            "x.y.z",
            token + "x",
            token.substring(1),
            token.replace('.', ','),
            token.substring(0, token.lastIndexOf('.') + 1),
            "a".repeat(100_000)
        }) {
            refused(garbage);
        }
    }

    private void refused(String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .message()
                .hasSizeLessThan(100);
    }
}
