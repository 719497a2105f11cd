package io.curfew.listener.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cache of verified tokens")
class VerifiedTokenCacheTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final TurnedClock time = new TurnedClock(START);
    private final VerifiedTokenCache<String> cache = VerifiedTokenCache.of(100, time, time);

    @Test
    void remembers_a_token_to_the_last_character() {
        cache.slot("a.b.c").fill("verified", START.plusSeconds(60));

        assertThat(cache.slot("a.b.c").value()).isEqualTo("verified");
        // The signature is part of the key: with another one the token is another.
        assertThat(cache.slot("a.b.d").value()).isNull();
        assertThat(cache.slot("a.b.").value()).isNull();
    }

    @Test
    void tells_characters_apart_that_a_narrow_encoding_would_not() {
        cache.slot("a.b.?").fill("verified", START.plusSeconds(60));

        assertThat(cache.slot("a.b.\u0101").value()).isNull();
    }

    @Test
    void forgets_at_exp_without_any_leeway() {
        cache.slot("t").fill("verified", START.plusSeconds(60));

        time.advance(Duration.ofMillis(59_999));
        assertThat(cache.slot("t").value()).isEqualTo("verified");
        time.advance(Duration.ofMillis(1));
        assertThat(cache.slot("t").value()).isNull();
    }

    @Test
    void does_not_begin_to_remember_a_token_that_only_the_leeway_keeps_alive() {
        cache.slot("t").fill("verified", START);

        assertThat(cache.size()).isZero();
    }

    @Test
    void forgets_after_five_minutes_so_that_a_withdrawn_key_ends() {
        cache.slot("t").fill("verified", START.plus(Duration.ofHours(1)));

        time.advance(VerifiedTokenCache.MAX_AGE.minusMillis(1));
        assertThat(cache.slot("t").value()).isEqualTo("verified");
        time.advance(Duration.ofMillis(1));
        assertThat(cache.slot("t").value()).isNull();
    }

    @Test
    void forgets_all_when_cleared_and_what_was_being_verified_then() {
        cache.slot("old").fill("verified", START.plusSeconds(60));
        VerifiedTokenCache.Slot<String> underWay = cache.slot("under way");

        cache.clear();
        underWay.fill("verified by a key that is gone", START.plusSeconds(60));

        assertThat(cache.slot("old").value()).isNull();
        assertThat(cache.slot("under way").value()).isNull();
        cache.slot("new").fill("verified", START.plusSeconds(60));
        assertThat(cache.slot("new").value()).isEqualTo("verified");
    }

    @Test
    void stays_within_its_size() {
        for (int i = 0; i < 10_000; i++) {
            cache.slot("token " + i).fill("verified", START.plusSeconds(60));
        }

        assertThat(cache.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void holds_at_least_one() {
        assertThatThrownBy(() -> VerifiedTokenCache.ofSize(0)).hasMessageContaining("at least one");
    }
}
