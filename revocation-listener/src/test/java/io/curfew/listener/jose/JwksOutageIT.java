package io.curfew.listener.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.listener.bearer.InvalidTokenException;
import io.curfew.listener.bearer.KeysUnavailableException;
import io.curfew.listener.bearer.TurnedClock;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a verifier does when its keys cannot be fetched. */
class JwksOutageIT {
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

    @Test
    void keys_go_on_for_a_bounded_time_while_the_address_is_down() throws Exception {
        verifier.verify(FIRST.token(time.instant()));
        server.answer(500, "");
        time.advance(JwksTokenVerifierBuilder.DEFAULT_KEEP.minusSeconds(1));
        verifier.verify(FIRST.token(time.instant()));

        time.advance(Duration.ofSeconds(2));
        assertThatThrownBy(() -> verifier.verify(FIRST.token(time.instant())))
                .isInstanceOf(KeysUnavailableException.class);

        server.publish(FIRST.published());
        time.advance(Duration.ofSeconds(2));
        verifier.verify(FIRST.token(time.instant()));
    }

    @Test
    void after_a_key_was_revoked_they_go_on_for_the_time_of_one_refresh_only() throws Exception {
        verifier.verify(FIRST.token(time.instant()));
        server.answer(500, "");
        time.advance(Duration.ofSeconds(2));
        verifier.refreshKeys();
        await().untilAtomic(server.asked, org.hamcrest.Matchers.is(2));
        time.advance(JwksTokenVerifierBuilder.DEFAULT_REFRESH.minusSeconds(10));
        verifier.verify(FIRST.token(time.instant()));

        time.advance(Duration.ofSeconds(20));
        assertThatThrownBy(() -> verifier.verify(FIRST.token(time.instant())))
                .isInstanceOf(KeysUnavailableException.class);

        server.publish(FIRST.published());
        time.advance(Duration.ofSeconds(2));
        verifier.verify(FIRST.token(time.instant()));
    }

    @Test
    void a_key_it_cannot_look_for_is_no_fault_of_the_token() throws Exception {
        verifier.verify(FIRST.token(time.instant()));
        server.answer(500, "");
        time.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> verifier.verify(SECOND.token(time.instant())))
                .isInstanceOf(KeysUnavailableException.class);
    }

    static Stream<String> answers() {
        String endless = "{\"keys\":[" + Jwks.json(FIRST.published()) + " ".repeat(300_000) + "]}";
        return Stream.of(
                "",
                "no json",
                "{\"keys\":[]}",
                "[]",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"}]}",
                endless);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_without_keys_or_without_end_is_none(String answer) {
        server.answer(200, answer);

        assertThatThrownBy(() -> verifier.verify(FIRST.token(time.instant())))
                .isInstanceOfAny(KeysUnavailableException.class);
    }

    @Test
    void a_slow_address_holds_up_a_few_requests_for_a_while_and_the_others_not_at_all() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.hold(never);
        JwksTokenVerifier patient = builder().timeout(Duration.ofSeconds(2)).build();
        String token = FIRST.token(time.instant());
        long before = System.nanoTime();

        Stream<CompletableFuture<Class<?>>> requests = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> outcome(patient, token), request -> new Thread(request).start()));
        assertThat(requests.toList())
                .allSatisfy(request -> assertThat(request.join()).isEqualTo(KeysUnavailableException.class));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(server.asked).hasValue(1);
    }

    private static Class<?> outcome(JwksTokenVerifier verifier, String token) {
        try {
            return verifier.verify(token).getClass();
        } catch (InvalidTokenException | KeysUnavailableException e) {
            return e.getClass();
        }
    }
}
