package io.curfew.command.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.domain.SessionGrant;
import io.curfew.command.running.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is minted is what RFC 9068 says and what is accepted. */
class AccessTokenTest {
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

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void what_is_minted_is_accepted(SigningAlgorithm algorithm) throws InvalidTokenException {
        use(algorithm);

        VerifiedToken token = verifier.verify(token());

        assertThat(token.userId()).isEqualTo("user-1");
        assertThat(token.sessionId()).isEqualTo("session-1");
        assertThat(token.clientId()).isEqualTo("app");
        assertThat(token.scopes()).containsExactly("user");
        assertThat(token.expired()).isFalse();
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: exp is the recorded one, whenever the token is minted")
    void exp_is_the_recorded_one() throws InvalidTokenException {
        SessionGrant grant = grant(NOW, NOW.plus(LIFETIME));
        clock.advance(Duration.ofMinutes(10));

        AccessToken token = issuer.issue(grant, Set.of("user"), Set.of("curfew"), "an-id");

        assertThat(verifier.verify(token.value()).expiresAt()).isEqualTo("2026-11-21T10:15:00Z");
        assertThat(token.expiresIn()).isEqualTo(LIFETIME);
    }

    @Test
    @DisplayName("I6 TokenInsideEntry: a token granted for less, because its session ends, lives for less")
    void exp_may_come_sooner_than_the_lifetime() throws InvalidTokenException {
        AccessToken token = issuer.issue(grant(NOW, NOW.plusSeconds(60)), Set.of("user"), Set.of("curfew"), "an-id");

        assertThat(verifier.verify(token.value()).expiresAt()).isEqualTo("2026-11-21T10:01:00Z");
        assertThat(token.expiresIn()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void an_expired_token_says_so() throws InvalidTokenException {
        String token = token();
        clock.advance(LIFETIME.minusSeconds(1));
        assertThat(verifier.verify(token).expired()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(token).expired()).isTrue();
    }

    @Test
    void the_type_is_that_of_RFC_9068_or_JWT_where_that_is_configured() throws InvalidTokenException {
        AccessTokenIssuer plainIssuer = new AccessTokenIssuer(keys, ISSUER, TokenType.JWT);
        AccessTokenVerifier plainVerifier =
                new AccessTokenVerifier(keys, ISSUER, Set.of("curfew"), TokenType.JWT, clock);
        String plain = plainIssuer
                .issue(grant(NOW, NOW.plus(LIFETIME)), Set.of("user"), Set.of("curfew"), "an-id")
                .value();

        assertThat(header(plain)).contains("\"typ\":\"JWT\"");
        assertThat(plainVerifier.verify(plain).userId()).isEqualTo("user-1");
        assertThat(plainVerifier.verify(token()).userId()).isEqualTo("user-1");
        assertThat(header(token())).contains("\"typ\":\"at+jwt\"");
        assertThatThrownBy(() -> verifier.verify(plain)).isInstanceOf(InvalidTokenException.class);
    }

    private static String header(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }

    @Test
    void tokens_do_not_print() {
        AccessToken token = issuer.issue(grant(NOW, NOW.plusSeconds(60)), Set.of("user"), Set.of("curfew"), "an-id");

        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(keys.signing().toString())
                .doesNotContain(Base64.getEncoder()
                        .encodeToString(keys.signing().privateKey().getEncoded())
                        .substring(0, 40));
    }
}
