package io.curfew.query.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobParametersTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void what_is_meant_is_understood_and_what_is_absent_has_its_default() {
        JobParameters parameters = new JobParameters(Map.of(
                "idle", "P30D",
                "limit", 3,
                "since", "2026-01-01T01:00:00+01:00",
                "source", "store",
                "accept_loss", true));

        assertThat(parameters.duration("idle", Duration.ZERO, MONTH)).isEqualTo(MONTH);
        assertThat(parameters.number("limit", 1, 3)).isEqualTo(3);
        assertThat(parameters.instant("since")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(parameters.choice("source", List.of("kafka", "store"))).isEqualTo("store");
        assertThat(parameters.flag("accept_loss")).isTrue();
        assertThat(parameters.duration("absolute", Duration.ZERO, MONTH)).isNull();
        assertThat(parameters.choice("other", List.of("kafka", "store"))).isEqualTo("kafka");
        assertThat(parameters.flag("another")).isFalse();
        parameters.refuseOthers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30 minutes", "PT-1S", "-PT1S", "P31D", "PT9999999999999999999H", "P1Y", "PT0.0.1S"})
    void a_duration_that_cannot_be_meant_is_refused(String text) {
        JobParameters parameters = new JobParameters(Map.of("idle", text));
        assertThatThrownBy(() -> parameters.duration("idle", Duration.ZERO, MONTH))
                .isInstanceOf(InvalidJobException.class)
                .hasMessage("The parameter idle must be a duration such as PT30M, from PT0S to PT720H.");
    }

    @Test
    void another_kind_of_value_is_refused() {
        JobParameters parameters = new JobParameters(Map.of(
                "idle",
                30,
                "limit",
                "3",
                "big",
                4_000_000_000L,
                "since",
                "yesterday",
                "source",
                "tape",
                "loss",
                "yes"));

        assertThatThrownBy(() -> parameters.duration("idle", Duration.ZERO, MONTH))
                .isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> parameters.number("limit", 1, 9)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> parameters.number("big", 1, 9)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> parameters.instant("since")).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> parameters.choice("source", List.of("kafka"))).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> parameters.flag("loss")).isInstanceOf(InvalidJobException.class);
    }

    @Test
    void what_nobody_reads_is_refused_without_being_repeated() {
        JobParameters parameters = new JobParameters(Map.of("limit", 3, "<script>", 1));
        parameters.number("limit", 1, 9);

        assertThatThrownBy(parameters::refuseOthers)
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("it has limit")
                .hasMessageNotContaining("script");
    }
}
