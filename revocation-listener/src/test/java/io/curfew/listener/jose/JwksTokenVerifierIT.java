package io.curfew.listener.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.listener.bearer.InvalidTokenException;
import io.curfew.listener.bearer.TurnedClock;
import io.curfew.listener.bearer.VerifiedToken;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwksTokenVerifierIT {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Issuer FIRST = Issuer.with("first", Jwts.SIG.RS256);
    private static final Issuer SECOND = Issuer.with("second", Jwts.SIG.RS256);

    private final TurnedClock time = new TurnedClock(START);
    private KeyServer server;
    private JwksTokenVerifier verifier;

    @BeforeEach
    void start() throws Exception {
        server = new KeyServer();
        server.publish(FIRST.published());
        verifier = builder().build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JwksTokenVerifierBuilder builder() {
        return JwksTokenVerifier.builder(server.address())
                .issuer(Issuer.NAME)
                .audience("other", "curfew")
                .time(time, time);
    }

    static Stream<SignatureAlgorithm> algorithms() {
        return Stream.of(Jwts.SIG.RS256, Jwts.SIG.PS256, Jwts.SIG.ES256, Jwts.SIG.ES512, Jwts.SIG.EdDSA);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifies_what_the_issuer_signed(SignatureAlgorithm algorithm) throws Exception {
        Issuer issuer = Issuer.with("k", algorithm);
        server.publish(issuer.published());

        VerifiedToken token = verifier.verify(issuer.token(time.instant()));

        assertThat(token.revocation().sid()).isEqualTo("sid-1");
        assertThat(token.revocation().jti()).isEqualTo("jti-1");
        assertThat(token.revocation().kid()).isEqualTo("k");
        assertThat(token.revocation().iss()).isEqualTo(Issuer.NAME);
        assertThat(token.revocation().expiresAt()).isEqualTo(START.plusSeconds(900));
        assertThat(token.subject()).isEqualTo("user-1");
    }

    @Test
    void asks_once_for_many_tokens() throws Exception {
        for (int i = 0; i < 10; i++) {
            verifier.verify(FIRST.token(time.instant()));
        }

        assertThat(server.asked).hasValue(1);
    }

    @Test
    void looks_again_for_a_key_it_does_not_know_but_once_a_second_at_most() throws Exception {
        verifier.verify(FIRST.token(time.instant()));
        server.publish(FIRST.published(), SECOND.published());
        time.advance(Duration.ofMillis(1_500));

        assertThatCode(() -> verifier.verify(SECOND.token(time.instant()))).doesNotThrowAnyException();
        assertThat(server.asked).hasValue(2);
        String unknown = Issuer.with("nobody", Jwts.SIG.ES256).token(time.instant());
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> verifier.verify(unknown)).isInstanceOf(InvalidTokenException.class);
        }
        assertThat(server.asked).hasValue(2);
    }

    @Test
    void drops_a_key_that_left_the_set_and_says_so_to_whoever_remembers_tokens() throws Exception {
        AtomicInteger forgotten = new AtomicInteger();
        verifier.onKeysChanged(forgotten::incrementAndGet);
        verifier.verify(FIRST.token(time.instant()));
        server.publish(SECOND.published());
        time.advance(JwksTokenVerifierBuilder.DEFAULT_REFRESH.plusSeconds(1));

        // The request that notices is served with what is known; the keys are fetched behind it.
        verifier.verify(FIRST.token(time.instant()));

        await().untilAtomic(forgotten, org.hamcrest.Matchers.is(1));
        assertThatThrownBy(() -> verifier.verify(FIRST.token(time.instant())))
                .isInstanceOf(InvalidTokenException.class);
        verifier.verify(SECOND.token(time.instant()));
    }

    @Test
    void a_new_key_makes_nobody_forget() throws Exception {
        AtomicInteger forgotten = new AtomicInteger();
        verifier.onKeysChanged(forgotten::incrementAndGet);
        verifier.verify(FIRST.token(time.instant()));
        server.publish(SECOND.published(), FIRST.published());
        time.advance(Duration.ofSeconds(2));

        verifier.verify(SECOND.token(time.instant()));

        assertThat(forgotten).hasValue(0);
    }

    @Test
    void a_node_that_was_idle_looks_before_it_trusts_an_old_key() throws Exception {
        verifier.verify(FIRST.token(time.instant()));
        server.publish(SECOND.published());
        time.advance(JwksTokenVerifierBuilder.DEFAULT_REFRESH.multipliedBy(3));

        assertThatThrownBy(() -> verifier.verify(FIRST.token(time.instant())))
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void settings_that_would_let_anybody_in_are_refused() {
        assertThatThrownBy(() ->
                        JwksTokenVerifier.builder(server.address()).issuer("x").build())
                .hasMessageContaining("audience");
        assertThatThrownBy(() -> JwksTokenVerifier.builder(server.address())
                        .audience("x")
                        .build())
                .hasMessageContaining("issuer");
        assertThatThrownBy(() -> JwksTokenVerifier.builder(URI.create("file:///etc/passwd")))
                .hasMessageContaining("http");
        assertThatThrownBy(() -> builder().keep(Duration.ofMinutes(1)).build()).hasMessageContaining("longer");
    }
}
