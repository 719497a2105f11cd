package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I1 BoundedStaleness, I12 ReadyMeansCaughtUp: asOf")
class FreshnessTest {
    private final Freshness freshness = new Freshness(1);

    @Test
    void is_unknown_at_first() {
        assertThat(freshness.asOf()).isEmpty();
    }

    @Test
    void is_not_known_from_a_probe_alone_even_of_an_empty_topic() {
        freshness.probed(0, 0, 1_000);

        assertThat(freshness.asOf()).isEmpty();
    }

    @Test
    void is_not_known_from_a_watermark_alone() {
        freshness.watermarkApplied(0, 7);

        assertThat(freshness.asOf()).isEmpty();
    }

    @Test
    void is_the_time_of_a_probe_whose_end_is_the_watermarks_offset() {
        freshness.probed(0, 10, 1_000);
        // End 10 means that the next record gets offset 10: this one, appended after the probe.
        freshness.watermarkApplied(0, 10);

        assertThat(freshness.asOf()).hasValue(1_000);
    }

    @Test
    void is_not_known_from_a_watermark_that_the_probe_already_counted() {
        freshness.probed(0, 10, 1_000);
        // Offset 9 was there before the probe: it may be an hour old.
        freshness.watermarkApplied(0, 9);

        assertThat(freshness.asOf()).isEmpty();
    }

    @Test
    void I12_old_watermarks_read_while_catching_up_prove_nothing() {
        freshness.probed(0, 1_000, 5);
        for (int offset = 0; offset < 1_000; offset++) {
            freshness.watermarkApplied(0, offset);
            assertThat(freshness.asOf()).isEmpty();
        }

        freshness.watermarkApplied(0, 1_000);

        assertThat(freshness.asOf()).hasValue(5);
    }

    @Test
    void is_the_latest_of_the_probes_that_the_watermark_covers() {
        freshness.probed(0, 10, 1_000);
        freshness.probed(0, 12, 2_000);
        freshness.probed(0, 14, 3_000);

        freshness.watermarkApplied(0, 13);
        assertThat(freshness.asOf()).hasValue(2_000);

        freshness.watermarkApplied(0, 14);
        assertThat(freshness.asOf()).hasValue(3_000);
    }

    @Test
    void counts_a_probe_whose_answer_arrives_after_the_watermark() {
        freshness.watermarkApplied(0, 12);
        freshness.probed(0, 11, 2_000);

        assertThat(freshness.asOf()).hasValue(2_000);
    }

    @Test
    void stands_still_without_new_watermarks_however_many_probes_are_answered() {
        freshness.probed(0, 10, 1_000);
        freshness.watermarkApplied(0, 10);
        for (int second = 2; second < 2_000; second++) {
            freshness.probed(0, 11 + second, second * 1_000L);
        }

        assertThat(freshness.asOf()).hasValue(1_000);
    }

    @Test
    void recovers_after_a_long_silence_to_the_latest_probe_covered() {
        for (int second = 1; second < 5_000; second++) {
            freshness.probed(0, second * 10L, second * 1_000L);
        }
        freshness.watermarkApplied(0, 4_995 * 10L + 5);

        assertThat(freshness.asOf()).hasValue(4_995_000);
    }

    @Test
    void moves_on_over_probes_of_an_unchanged_topic() {
        freshness.probed(0, 10, 1_000);
        freshness.probed(0, 10, 2_000);
        freshness.watermarkApplied(0, 10);

        assertThat(freshness.asOf()).hasValue(2_000);
    }

    @Test
    void never_goes_back() {
        freshness.probed(0, 10, 2_000);
        freshness.watermarkApplied(0, 20);
        freshness.probed(0, 15, 1_000);

        assertThat(freshness.asOf()).hasValue(2_000);
    }

    @Test
    void of_several_partitions_is_the_least_and_unknown_until_all_are_known() {
        Freshness three = new Freshness(3);
        three.probed(0, 1, 3_000);
        three.watermarkApplied(0, 1);
        three.probed(1, 1, 1_000);
        three.watermarkApplied(1, 1);
        three.probed(2, 1, 2_000);
        assertThat(three.asOf()).isEmpty();

        three.watermarkApplied(2, 1);

        assertThat(three.asOf()).hasValue(1_000);
    }

    @Test
    void survives_the_wrap_of_the_monotonic_clock() {
        freshness.probed(0, 10, Long.MAX_VALUE - 5);
        freshness.watermarkApplied(0, 10);
        freshness.probed(0, 11, Long.MIN_VALUE + 5);
        freshness.watermarkApplied(0, 11);

        assertThat(freshness.asOf()).hasValue(Long.MIN_VALUE + 5);
    }
}
