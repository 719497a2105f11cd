package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final ManualTime time = new ManualTime();
    private Duration wrong = Duration.ZERO;
    private Duration suspended = Duration.ZERO;

    private final ClockWatch watch = new ClockWatch(
            new Clock() {
                @Override
                public java.time.Instant instant() {
                    return time.instant().plus(wrong);
                }

                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }
            },
            () -> time.nanoTime() - suspended.toNanos());

    @Test
    void clocks_that_run_together_are_fine_however_long_nobody_looks() {
        time.advance(Duration.ofHours(5));

        assertThat(watch.look()).isNull();
    }

    @Test
    void a_clock_that_is_slewed_is_fine() {
        for (int second = 0; second < 3600; second++) {
            time.advance(Duration.ofSeconds(1));
            wrong = wrong.minusMillis(5);
            assertThat(watch.look()).isNull();
        }
    }

    @Test
    void a_clock_set_back_is_noticed_once() {
        wrong = Duration.ofHours(-2);

        assertThat(watch.look()).isEqualTo("the wall clock was set back by 7200000 ms");
        assertThat(watch.look()).isNull();
    }

    @Test
    void a_suspended_machine_is_noticed_although_its_monotonic_clock_stood_still() {
        time.advance(Duration.ofMinutes(1));
        suspended = Duration.ofMinutes(1);

        assertThat(watch.look()).contains("jumped ahead by 60000 ms", "suspended");
    }
}
