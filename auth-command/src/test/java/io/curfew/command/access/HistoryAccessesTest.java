package io.curfew.command.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.access.HistoryAccesses.Counted;
import io.curfew.command.domain.HistoryAccess;
import io.curfew.command.running.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accesses to histories take little memory and make few events. */
class HistoryAccessesTest {
    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

    private final ManualClock clock = new ManualClock(T0);
    private final HistoryAccesses accesses = new HistoryAccesses(clock);

    private List<HistoryAccess> all() {
        List<Counted> taken = accesses.take(Instant.MAX);
        assertThat(taken).hasSize(1);
        return taken.get(0).accesses();
    }

    @Test
    void the_same_access_within_a_minute_is_counted_and_another_is_another() {
        for (int i = 0; i < 3; i++) {
            assertThat(accesses.add("auditor", false, "ann", "events")).isTrue();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(accesses.add("auditor", true, "ann", "csv")).isTrue();
        assertThat(accesses.add("auditor", false, null, "events")).isTrue();

        assertThat(all())
                .containsExactly(
                        new HistoryAccess(false, "ann", "events", 3, T0, T0.plusSeconds(2)),
                        HistoryAccess.one(true, "ann", "csv", T0.plusSeconds(3)),
                        HistoryAccess.one(false, null, "events", T0.plusSeconds(3)));
    }

    @Test
    void a_minute_is_taken_when_it_has_ended_and_only_once() {
        assertThat(accesses.add("auditor", false, "ann", "events")).isTrue();
        clock.advance(Duration.ofMillis(59_999));
        assertThat(accesses.take(clock.instant())).isEmpty();

        clock.advance(Duration.ofMillis(1));

        assertThat(accesses.take(clock.instant())).hasSize(1);
        assertThat(accesses.take(clock.instant())).isEmpty();
    }

    @Test
    void subjects_beyond_many_are_counted_together() {
        for (int i = 0; i < HistoryAccesses.KINDS + 50; i++) {
            assertThat(accesses.add("auditor", false, "user-" + i, "events")).isTrue();
        }

        List<HistoryAccess> all = all();
        assertThat(all).hasSize(HistoryAccesses.KINDS + 1).last().satisfies(others -> {
            assertThat(others.subject()).isNull();
            assertThat(others.count()).isEqualTo(50);
        });
    }

    @Test
    void what_finds_no_room_is_refused_and_what_is_known_is_not() {
        for (int i = 0; i < HistoryAccesses.READERS; i++) {
            assertThat(accesses.add("reader-" + i, false, null, "events")).isTrue();
        }

        assertThat(accesses.add("another", true, null, "csv")).isFalse();
        assertThat(accesses.add("reader-0", true, null, "csv")).isTrue();
        assertThat(accesses.take(Instant.MAX)).hasSize(HistoryAccesses.READERS);
        assertThat(accesses.add("another", true, null, "csv")).isTrue();
    }

    @Test
    void what_is_put_back_is_counted_with_what_came_meanwhile() {
        assertThat(accesses.add("auditor", false, "ann", "events")).isTrue();
        Counted taken = accesses.take(Instant.MAX).get(0);
        assertThat(accesses.add("auditor", false, "ann", "events")).isTrue();

        accesses.putBack(taken);

        assertThat(all()).containsExactly(new HistoryAccess(false, "ann", "events", 2, T0, T0));
    }
}
