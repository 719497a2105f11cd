package io.curfew.listener.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.curfew.events.notice.Notice;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.contract.BadTokens.Row;
import io.curfew.listener.contract.TokenForge.Draft;
import io.curfew.listener.kafka.FreePort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every adapter answers: the same status, headers and body, byte by byte, to the same request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdapterContract {
    private final Adapter.Starter starter;
    private final InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
    private TokenForge forge;
    private Adapter adapter;

    AdapterContract(Adapter.Starter starter) {
        this.starter = starter;
    }

    @BeforeAll
    void start() throws Exception {
        forge = new TokenForge();
        adapter = starter.start(forge.jwksUri(), feed);
    }

    @AfterAll
    void stop() throws Exception {
        adapter.close();
        forge.close();
    }

    @AfterEach
    void fresh() {
        feed.recover();
    }

    static Stream<Row> rows() {
        return BadTokens.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_wrong_token_gets_the_one_answer_to_it(Row row) throws Exception {
        Sent sent = row.sent().make(forge);
        assumeTrue(sent.query() == null || adapter.hasQuery(), "there is no query here");

        Answer answer = adapter.send("/hello", sent);

        if (row.answer() == null) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        } else {
            assertThat(answer).isEqualTo(Answer.of(row.answer()));
        }
    }

    @Test
    void a_revoked_session_is_refused_though_its_token_was_verified_before() throws Exception {
        Draft draft = new Draft();
        Sent sent = Sent.bearer(forge.sign(draft));
        assertThat(adapter.send("/hello", sent).body()).isEqualTo("hello " + draft.claims.get("sub"));

        feed.revoke(draft.sid());

        assertThat(adapter.send("/hello", sent)).isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
    }

    @Test
    void a_revoked_key_is_refused_whatever_its_tokens_say_and_the_keys_are_fetched_again() throws Exception {
        InMemoryNoticeFeed notices = new InMemoryNoticeFeed();
        try (Adapter other = starter.start(forge.jwksUri(), notices)) {
            Sent sent = Sent.bearer(forge.sign(new Draft()));
            assertThat(other.send("/hello", sent).status()).isEqualTo(200);
            int asked = forge.asked();

            Instant now = Instant.now();
            notices.publish(new Notice.SigningKey("test-key", now.minusSeconds(3600), now, now.plusSeconds(900)));

            Draft ahead = new Draft().claim("iat", now.getEpochSecond() + 45);
            Draft nameless = new Draft();
            nameless.header.remove("kid");
            for (Sent each : List.of(sent, Sent.bearer(forge.sign(ahead)), Sent.bearer(forge.sign(nameless)))) {
                assertThat(other.send("/hello", each)).isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
            }
            // Those fetched less than a second ago are good enough at first; then a request has them fetched.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                other.send("/hello", sent);
                return forge.asked() > asked;
            });
        }
    }

    @Test
    void I9_a_stale_node_says_503_and_not_401_and_recovers() throws Exception {
        Sent sent = Sent.bearer(BadTokens.good(forge));
        feed.goStale();
        assertThat(adapter.send("/hello", sent)).isEqualTo(Answer.of(BearerAnswer.STATE_STALE));

        feed.recover();

        assertThat(adapter.send("/hello", sent).status()).isEqualTo(200);
    }

    @Test
    void a_stale_node_still_calls_bad_what_is_bad_and_revoked_what_is_revoked() throws Exception {
        Draft revoked = new Draft();
        feed.revoke(revoked.sid());
        feed.goStale();

        assertThat(adapter.send("/hello", Sent.bearer(forge.sign(revoked))))
                .isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
        assertThat(adapter.send("/hello", Sent.bearer(forge.sign(new Draft().claim("aud", "elsewhere")))))
                .isEqualTo(Answer.of(BearerAnswer.TOKEN_INVALID));
        assertThat(adapter.send("/hello", Sent.bearer("nonsense"))).isEqualTo(Answer.of(BearerAnswer.TOKEN_INVALID));
    }

    @Test
    void too_little_right_is_403_and_enough_is_200() throws Exception {
        assertThat(adapter.send("/admin/hello", Sent.bearer(BadTokens.good(forge))))
                .isEqualTo(Answer.of(BearerAnswer.insufficientScope(adapter.namesMissingScope() ? "admin" : null)));

        Sent admin = Sent.bearer(forge.sign(new Draft().claim("scope", "user admin")));
        assertThat(adapter.send("/admin/hello", admin).status()).isEqualTo(200);
    }

    @Test
    void a_revoked_token_without_the_right_is_revoked_first() throws Exception {
        Draft draft = new Draft();
        feed.revoke(draft.sid());

        assertThat(adapter.send("/admin/hello", Sent.bearer(forge.sign(draft))))
                .isEqualTo(Answer.of(BearerAnswer.SESSION_REVOKED));
    }

    @Test
    void keys_that_cannot_be_had_are_503_unless_the_token_is_bad_without_them() throws Exception {
        try (Adapter keyless =
                starter.start("http://127.0.0.1:" + FreePort.next() + "/jwks.json", new InMemoryNoticeFeed())) {
            assertThat(keyless.send("/hello", Sent.bearer(BadTokens.good(forge))))
                    .isEqualTo(Answer.of(BearerAnswer.KEYS_UNAVAILABLE));
            assertThat(keyless.send("/hello", Sent.bearer("nonsense")))
                    .isEqualTo(Answer.of(BearerAnswer.TOKEN_INVALID));
            assertThat(keyless.send("/hello", Sent.bearer(TokenForge.unsigned(new Draft()))))
                    .isEqualTo(Answer.of(BearerAnswer.TOKEN_INVALID));
        }
    }
}
