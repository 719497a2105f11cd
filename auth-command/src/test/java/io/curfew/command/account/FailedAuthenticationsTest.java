package io.curfew.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.account.FailedAuthentications.Counted;
import io.curfew.command.domain.FailedAttempts;
import io.curfew.command.domain.Origin;
import io.curfew.command.running.ManualClock;
import io.curfew.events.AuthenticationFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A flood of attempts takes little memory and makes few events. */
class FailedAuthenticationsTest {
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    private static final AuthenticationFailure PASSWORD = AuthenticationFailure.PASSWORD;

    private final ManualClock clock = new ManualClock(T0);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FailedAuthentications failures = new FailedAuthentications(meters, clock);

    private static Origin from(int host) {
        return new Origin("198.51.100." + host, "agent " + host);
    }

    private List<FailedAttempts> attempts() {
        List<Counted> taken = failures.take(Instant.MAX, 100);
        assertThat(taken).hasSize(1);
        return taken.get(0).tally().attempts();
    }

    private double unrecorded() {
        return meters.get("curfew.authentication.failures.unrecorded").counter().count();
    }

    @Test
    void attempts_from_one_address_are_counted_from_the_first_to_the_last() {
        for (int i = 0; i < 16; i++) {
            failures.login(i % 2 == 0 ? "Ann" : " ann", PASSWORD, new Origin("192.0.2.1", "agent " + i));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(attempts())
                .containsExactly(
                        new FailedAttempts(PASSWORD, 16, T0, T0.plusSeconds(15), new Origin("192.0.2.1", "agent 15")));
    }

    @Test
    void addresses_beyond_a_few_are_counted_together_and_without_an_address() {
        for (int host = 1; host <= 50; host++) {
            failures.login("ann", PASSWORD, from(host));
            failures.login("ann", PASSWORD, from(host));
        }

        List<FailedAttempts> attempts = attempts();
        assertThat(attempts).hasSize(FailureTally.ADDRESSES + 1);
        assertThat(attempts.stream().mapToInt(FailedAttempts::count)).containsOnly(2, 80);
        FailedAttempts others = attempts.get(FailureTally.ADDRESSES);
        assertThat(others.count()).isEqualTo(80);
        assertThat(others.origin()).isNull();
    }

    @Test
    void the_addresses_that_one_ipv6_host_can_choose_from_count_as_one() {
        for (int i = 0; i < 50; i++) {
            failures.login("ann", PASSWORD, new Origin("2001:db8::" + i, "agent"));
        }

        assertThat(attempts()).singleElement().satisfies(all -> assertThat(all.count())
                .isEqualTo(50));
    }

    @Test
    void a_flood_of_logins_does_not_hide_from_where_a_session_was_attacked() {
        for (int host = 1; host <= 50; host++) {
            failures.withinSession("id of ann", PASSWORD, from(host));
        }
        failures.withinSession("id of ann", AuthenticationFailure.REAUTHENTICATION, from(99));

        assertThat(attempts()).last().satisfies(last -> assertThat(
                        Objects.requireNonNull(last.origin()).ipAddress())
                .isEqualTo("198.51.100.99"));
    }

    @Test
    void a_minute_is_taken_when_it_has_ended_and_only_once() {
        clock.advance(Duration.ofSeconds(59));
        failures.login("ann", PASSWORD, from(1));
        clock.advance(Duration.ofMillis(999));
        assertThat(failures.take(clock.instant(), 100)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        failures.login("ann", PASSWORD, from(1));

        assertThat(failures.take(clock.instant(), 100))
                .singleElement()
                .satisfies(first -> assertThat(first.key().minute()).isEqualTo(T0));
        assertThat(failures.take(clock.instant(), 100)).isEmpty();
        assertThat(failures.isEmpty()).isFalse();
    }

    @Test
    void what_is_put_back_is_counted_with_what_came_meanwhile() {
        failures.login("ann", PASSWORD, from(1));
        Counted taken = failures.take(Instant.MAX, 100).get(0);
        failures.login("ann", PASSWORD, from(1));
        failures.login("ann", PASSWORD, from(2));

        failures.putBack(taken);

        assertThat(attempts().stream().mapToInt(FailedAttempts::count)).containsExactly(2, 1);
    }

    @Test
    void one_network_hides_nothing_that_comes_from_another() {
        for (int i = 0; i < 25_000; i++) {
            failures.login("name-" + i, PASSWORD, from(1));
        }
        failures.login("name-0", PASSWORD, from(1));

        failures.login("ann", PASSWORD, from(2));

        assertThat(unrecorded()).isEqualTo(25_000 - FailedAuthentications.OF_A_NETWORK);
        List<Counted> taken = failures.take(Instant.MAX, Integer.MAX_VALUE);
        assertThat(taken).hasSize(FailedAuthentications.OF_A_NETWORK + 1);
        assertThat(taken).anyMatch(counted -> "ann".equals(counted.key().name()));
        failures.login("another", PASSWORD, from(1));
        assertThat(failures.isEmpty()).as("there is room again").isFalse();
    }

    @Test
    void what_is_left_over_is_lost_and_counted() {
        failures.login("ann", PASSWORD, from(1));
        failures.login("ann", PASSWORD, from(1));

        assertThat(failures.loseAll()).isEqualTo(2);
        assertThat(failures.isEmpty()).isTrue();
        assertThat(unrecorded()).isEqualTo(2);
    }

    @Test
    void memory_is_bounded_and_what_does_not_fit_is_counted_by_a_meter() {
        for (int i = 0; i < FailedAuthentications.COUNTS + 7; i++) {
            failures.login("name-" + i, PASSWORD, new Origin("10." + i / 4000 + "." + i / 20 % 200 + ".1", "agent"));
        }
        failures.login("name-0", PASSWORD, new Origin("10.0.0.1", "agent"));

        assertThat(unrecorded()).as("the new ones, and not the known one").isEqualTo(7);
        assertThat(failures.take(Instant.MAX, Integer.MAX_VALUE)).hasSize(FailedAuthentications.COUNTS);
        failures.login("ann", PASSWORD, from(9));
        assertThat(unrecorded()).as("there is room again").isEqualTo(7);
        assertThat(failures.isEmpty()).isFalse();
    }

    @Test
    void a_name_is_not_shown_by_accident() {
        failures.login("correct horse battery", PASSWORD, from(1));

        assertThat(failures.take(Instant.MAX, 1).toString()).doesNotContain("horse");
    }
}
