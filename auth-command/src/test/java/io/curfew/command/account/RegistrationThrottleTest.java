package io.curfew.command.account;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.curfew.command.StartRefusedException;
import io.curfew.command.running.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RegistrationThrottleTest {
    private static final String HERE = "203.0.113.7";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final RegistrationThrottle throttle = new RegistrationThrottle(settings(3, 2), clock);

    private static AccountProperties.Throttle settings(long burst, long perMinute) {
        return new AccountProperties.Throttle(
                5, Duration.ofSeconds(1), Duration.ofMinutes(1), 300, 20, 100, 10, burst, perMinute);
    }

    private void spend(String address) {
        for (int i = 0; i < 3; i++) {
            throttle.admit(address);
        }
    }

    @Test
    void an_address_that_registers_too_often_is_told_when_to_come_again() {
        spend(HERE);

        assertThatThrownBy(() -> throttle.admit(HERE))
                .asInstanceOf(type(ThrottledException.class))
                .extracting(ThrottledException::retryAfter)
                .isEqualTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThatNoException().isThrownBy(() -> throttle.admit(HERE));
        assertThatThrownBy(() -> throttle.admit(HERE)).isInstanceOf(ThrottledException.class);
    }

    @Test
    void other_addresses_do_not_feel_it_but_the_neighbours_in_an_ipv6_network_do() {
        spend(HERE);
        spend("2001:db8:1:2::7");

        assertThatNoException().isThrownBy(() -> throttle.admit("198.51.100.9"));
        assertThatNoException().isThrownBy(() -> throttle.admit("2001:db8:1:3::7"));
        assertThatThrownBy(() -> throttle.admit("2001:db8:1:2::8")).isInstanceOf(ThrottledException.class);
    }

    @Test
    void an_address_is_forgotten_only_when_its_bucket_has_filled_up() {
        spend(HERE);
        clock.advance(Duration.ofMinutes(2));

        spend(HERE);

        assertThatThrownBy(() -> throttle.admit(HERE)).isInstanceOf(ThrottledException.class);
    }

    @Test
    void a_throttle_that_would_let_nobody_in_is_refused_at_the_start() {
        assertThatThrownBy(() -> settings(0, 20)).isInstanceOf(StartRefusedException.class);
        assertThatThrownBy(() -> settings(200, 0)).isInstanceOf(StartRefusedException.class);
    }
}
