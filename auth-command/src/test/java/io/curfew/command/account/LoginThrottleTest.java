package io.curfew.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.curfew.command.running.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Guessing is slowed down; owners are not locked out. */
class LoginThrottleTest {
    private static final String HOME = "192.0.2.1";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final LoginThrottle throttle = new LoginThrottle(
            new AccountProperties.Throttle(3, Duration.ofSeconds(1), Duration.ofMinutes(1), 20, 10, 10, 5, 200, 20),
            clock);

    private void fail(String account, String address) {
        try (LoginThrottle.Attempt attempt = throttle.admit(account, address)) {
            attempt.failed();
        }
    }

    private void succeed(String account, String address) {
        try (LoginThrottle.Attempt attempt = throttle.admit(account, address)) {
            attempt.succeeded();
        }
    }

    private Duration refused(String account, String address) {
        return catchThrowableOfType(ThrottledException.class, () -> throttle.admit(account, address))
                .retryAfter();
    }

    @Test
    void waits_double_up_to_a_bound_and_there_is_no_hard_lock() {
        fail("ann", HOME);
        fail("ann", HOME);
        fail("ann", HOME);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(refused("ann", HOME)).isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            fail("ann", HOME);
        }
        clock.advance(Duration.ofMinutes(1));
        succeed("ann", HOME);
        fail("ann", HOME);
        succeed("ann", HOME);
    }

    @Test
    void names_are_compared_as_accounts_are() {
        fail("ann", HOME);
        fail("ANN", HOME);
        fail(" Ann ", HOME);

        assertThat(refused("ann", HOME)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void successes_are_never_counted() {
        for (int i = 0; i < 500; i++) {
            succeed("ann", HOME);
        }
    }

    @Test
    void errors_of_ours_are_not_counted() {
        for (int i = 0; i < 500; i++) {
            throttle.admit("ann", HOME).close();
        }
        succeed("ann", HOME);
    }

    @Test
    void one_address_cannot_try_a_password_on_every_account() {
        for (int i = 0; i < 20; i++) {
            fail("user-" + i, HOME);
        }

        assertThat(refused("user-20", HOME)).isEqualTo(Duration.ofSeconds(6));
        succeed("user-20", "192.0.2.2");
        clock.advance(Duration.ofSeconds(6));
        succeed("user-20", HOME);
    }

    @Test
    void many_addresses_cannot_guess_one_account_and_its_owner_still_comes_in() {
        succeed("ann", HOME);
        for (int i = 0; i < 10; i++) {
            fail("ann", "198.51.100." + i);
        }

        assertThatThrownBy(() -> throttle.admit("ann", "198.51.100.99")).isInstanceOf(ThrottledException.class);
        succeed("ann", HOME);
    }

    @Test
    void guesses_in_parallel_are_counted_before_they_are_checked() {
        for (int i = 0; i < 10; i++) {
            LoginThrottle.Attempt pending = throttle.admit("ann", HOME);
            assertThat(pending).isNotNull();
        }

        assertThatThrownBy(() -> throttle.admit("ann", HOME)).isInstanceOf(ThrottledException.class);
    }

    @Test
    void an_ipv6_host_is_one_address_however_many_it_has() {
        for (int i = 0; i < 3; i++) {
            fail("ann", "2001:db8:1:2::" + i);
        }

        assertThat(refused("ann", "2001:db8:1:2:ffff::1")).isEqualTo(Duration.ofSeconds(1));
        succeed("ann", "2001:db8:1:3::1");
    }

    @Test
    void whoever_has_failed_before_gets_one_try_at_a_time() {
        fail("ann", HOME);
        fail("ann", HOME);
        fail("ann", HOME);
        clock.advance(Duration.ofSeconds(1));

        try (LoginThrottle.Attempt first = throttle.admit("ann", HOME)) {
            assertThat(refused("ann", HOME)).isEqualTo(Duration.ofSeconds(2));
            first.failed();
        }
        assertThat(refused("ann", HOME)).isEqualTo(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(2));
        // An error of ours leaves the turn to the next.
        throttle.admit("ann", HOME).close();
        succeed("ann", HOME);
    }
}
