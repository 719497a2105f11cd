package io.curfew.query.export;

import io.curfew.query.replay.Horizon;
import io.curfew.query.replay.NotYetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells which part of the history is settled: nothing that happened in it is still to be projected. Events are decided,
 * published and projected in orders that differ a little, and a file that went on behind its last event would leave out for
 * ever what came late. Thread-safe.
 */
final class Settling {
    /** An event is on the topic milliseconds after its decision, or when another node takes it over from a dead one. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration MOST_BEHIND = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Horizon horizon;
    private final Clock clock;

    Settling(Horizon horizon, Clock clock) {
        this.horizon = horizon;
        this.clock = clock;
    }

    /** What is known now; ask before the rows are read that it shall speak of. */
    Horizon.@Nullable Known known() {
        return horizon.known();
    }

    /** The instant before which a generation is settled. */
    static Instant settled(int generation, Horizon.@Nullable Known known) {
        return known == null || known.generation() != generation
                ? Instant.MIN
                : known.until().minus(MARGIN);
    }

    /**
     * Where an export ends that is begun now.
     *
     * @param wanted null for now
     * @throws NotYetException when the projection is far from there
     */
    Instant end(@Nullable Instant wanted) {
        Instant now = clock.instant();
        Instant end = wanted == null || wanted.isAfter(now) ? now : wanted;
        Instant soon = now.minus(MOST_BEHIND);
        if (!horizon.await(end.isBefore(soon) ? end : soon, FIRST_LOOK)) {
            throw new NotYetException(NotYetException.Why.BEHIND);
        }
        return end;
    }

    /**
     * Waits until everything before an instant is settled.
     *
     * @throws NotYetException when it was not in half a minute
     */
    void await(Instant end) {
        Instant goal = end.plus(MARGIN);
        LockSupport.parkNanos(PAUSE.toNanos());
        for (Instant now = clock.instant(); now.isBefore(goal); now = clock.instant()) {
            LockSupport.parkNanos(
                    Math.max(PAUSE.toNanos(), Duration.between(now, goal).toNanos()));
        }
        if (!horizon.await(goal, PATIENCE)) {
            throw new NotYetException(NotYetException.Why.BEHIND);
        }
    }
}
