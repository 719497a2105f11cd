package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationTableTest {
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final Instant NOW = ManualTime.START;
    private static final Instant EXPIRES = NOW.plusSeconds(900);

    private final ManualTime time = new ManualTime();
    private final RevocationTable table = new RevocationTable(time, time::nanoTime, MARGIN);

    @Test
    void revokes_exactly_the_session_named() {
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));

        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
        assertThat(table.revokes(Tokens.ofSession("sid-2"), true)).isFalse();
        assertThat(table.revokes(Tokens.ofSession("SID-1"), true)).isFalse();
    }

    @Test
    void I6_an_entry_outlives_its_last_token_by_the_verifiers_leeway_and_more() {
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));

        time.advance(Duration.ofMinutes(16));
        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
        time.advance(Duration.ofMillis(59_999));
        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
    }

    @Test
    void forgets_an_entry_when_no_verifier_could_accept_its_tokens() {
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));

        time.advance(Duration.ofMinutes(15).plus(MARGIN).plusMillis(1));
        table.cleanUp();

        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isFalse();
        assertThat(table.size()).isZero();
    }

    @Test
    void I4_forgets_nothing_while_the_feed_is_silent() {
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));

        time.advance(Duration.ofDays(1));
        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
        table.cleanUp();
        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isFalse();
    }

    @Test
    void I6_an_entry_made_after_a_silence_lives_as_long_as_any_other() {
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));
        time.advance(Duration.ofMinutes(10));
        Instant later = NOW.plus(Duration.ofMinutes(10));

        table.apply(new Notice.Session("sid-2", later, later.plusSeconds(900)));
        time.advance(Duration.ofMinutes(15).plusSeconds(60));
        table.cleanUp();

        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isFalse();
        assertThat(table.revokes(Tokens.ofSession("sid-2"), true)).isTrue();
    }

    @Test
    void a_look_up_reads_no_clock() {
        AtomicInteger readings = new AtomicInteger();
        RevocationTable counted = new RevocationTable(time, () -> time.nanoTime() + readings.getAndIncrement(), MARGIN);
        counted.apply(new Notice.Session("sid-1", NOW, EXPIRES));
        int before = readings.get();

        assertThat(counted.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
        assertThat(counted.revokes(Tokens.ofSession("sid-2"), true)).isFalse();

        assertThat(readings.get()).isEqualTo(before);
    }

    @Test
    void takes_no_entry_whose_time_has_long_passed_as_old_records_have_after_a_restart() {
        Instant lastDay = NOW.minus(Duration.ofDays(1));
        table.apply(new Notice.Session("sid-1", lastDay, lastDay.plusSeconds(900)));

        assertThat(table.size()).isZero();
    }

    @Test
    void a_shorter_repetition_shortens_nothing() {
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));
        table.apply(new Notice.Session("sid-1", NOW, NOW.plusSeconds(1)));

        time.advance(Duration.ofMinutes(15));
        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
    }

    @Test
    void a_longer_repetition_lengthens() {
        table.apply(new Notice.Session("sid-1", NOW, NOW.plusSeconds(1)));
        table.apply(new Notice.Session("sid-1", NOW, EXPIRES));

        time.advance(Duration.ofSeconds(1000));
        assertThat(table.revokes(Tokens.ofSession("sid-1"), true)).isTrue();
    }

    @Test
    void never_evicts_however_many_there_are() {
        for (int i = 0; i < 200_000; i++) {
            table.apply(new Notice.Session("sid-" + i, NOW, EXPIRES));
        }

        for (int i = 0; i < 200_000; i++) {
            assertThat(table.revokes(Tokens.ofSession("sid-" + i), true)).isTrue();
        }
    }

    @Test
    void revokes_one_token_by_the_hash_of_its_id() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("jti-1".getBytes(StandardCharsets.UTF_8));
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        table.apply(new Notice.Token(hash, NOW, EXPIRES));

        assertThat(table.revokes(TokenClaims.ofSession("any", "jti-1", Tokens.ISSUED, EXPIRES), true))
                .isTrue();
        assertThat(table.revokes(TokenClaims.ofSession("any", "jti-2", Tokens.ISSUED, EXPIRES), true))
                .isFalse();
    }

    static Stream<Function<Instant, Notice.Revocation>> rules() {
        return Stream.of(
                notBefore -> new Notice.Subject("user-1", notBefore, NOW, EXPIRES),
                notBefore -> new Notice.Client("client-1", notBefore, NOW, EXPIRES),
                notBefore -> new Notice.Tenant("tenant-1", notBefore, NOW, EXPIRES),
                notBefore -> new Notice.All(notBefore, NOW, EXPIRES));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_rule_revokes_what_was_issued_before_and_nothing_else(Function<Instant, Notice.Revocation> rule) {
        table.apply(rule.apply(NOW));

        assertThat(table.revokes(Tokens.full(NOW.minusSeconds(1)), true)).isTrue();
        assertThat(table.revokes(Tokens.full(NOW), true)).isFalse();
    }

    @Test
    void a_revoked_key_revokes_all_its_tokens_whatever_their_date() {
        table.apply(new Notice.SigningKey("kid-1", NOW.minusSeconds(500), NOW, EXPIRES));

        assertThat(table.revokes(Tokens.full(NOW.minusSeconds(501)), false)).isTrue();
        assertThat(table.revokes(Tokens.full(NOW), false)).isTrue();
        assertThat(table.revokes(Tokens.full(NOW.plusSeconds(7200)), false)).isTrue();
    }

    @Test
    void a_token_that_names_no_key_counts_as_signed_by_a_revoked_one_and_one_of_another_key_does_not() {
        TokenClaims nameless = new TokenClaims(null, "sid-1", "jti-1", null, null, null, null, Tokens.ISSUED, EXPIRES);
        assertThat(table.revokes(nameless, false)).isFalse();

        table.apply(new Notice.SigningKey("kid-9", NOW, NOW, EXPIRES));

        assertThat(table.revokes(nameless, false)).isTrue();
        assertThat(table.revokes(Tokens.ofSession("sid-1"), false))
                .as("its key is not known")
                .isFalse();
        assertThat(table.revokes(Tokens.full(NOW.minusSeconds(1)), false)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void of_two_rules_for_the_same_the_stricter_wins_in_either_order(Function<Instant, Notice.Revocation> rule) {
        table.apply(rule.apply(NOW));
        table.apply(rule.apply(NOW.minusSeconds(500)));

        assertThat(table.revokes(Tokens.full(NOW.minusSeconds(1)), true)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_for_another_name_revokes_nothing(Function<Instant, Notice.Revocation> rule) {
        Notice.Revocation notice = rule.apply(NOW);
        if (notice instanceof Notice.All) {
            return;
        }
        table.apply(notice);
        TokenClaims stranger = new TokenClaims(
                null, "sid-9", "jti-9", "user-9", "client-9", "tenant-9", "kid-9", Tokens.ISSUED, EXPIRES);
        TokenClaims nameless = new TokenClaims(null, "sid-9", "jti-9", null, null, null, null, Tokens.ISSUED, EXPIRES);

        assertThat(table.revokes(stranger, true)).isFalse();
        assertThat(table.revokes(nameless, true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_token_that_does_not_say_when_it_was_issued_counts_as_issued_before(
            Function<Instant, Notice.Revocation> rule) {
        table.apply(rule.apply(NOW));

        assertThat(table.revokes(
                        new TokenClaims(
                                null, "sid-1", "jti-1", "user-1", "client-1", "tenant-1", "kid-1", null, EXPIRES),
                        true))
                .isTrue();
    }
}
