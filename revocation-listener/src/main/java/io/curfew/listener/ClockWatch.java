package io.curfew.listener;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the wall clock with the monotonic one. Entries are kept, and the start of reading is chosen, by the wall clock:
 * when it is set back, entries may leave too early and records may have been left out, so the feed must begin anew. When it
 * jumps ahead, the machine may have been suspended while its monotonic clock stood still, so knowledge is older than that
 * clock says. Belongs to one thread.
 */
final class ClockWatch {
    /** More than a clock discipline slews in the second between two looks, less than any margin. */
    static final Duration JUMP = Duration.ofSeconds(1);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private long wall;
    private long monotonic;

    ClockWatch(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.wall = clock.millis();
        this.monotonic = nanoTime.getAsLong();
    }

    /** What happened since the last look, as a sentence; null when the clocks agree. */
    @Nullable
    String look() {
        long wallNow = clock.millis();
        long monotonicNow = nanoTime.getAsLong();
        long jump = (wallNow - wall) - TimeUnit.NANOSECONDS.toMillis(monotonicNow - monotonic);
        wall = wallNow;
        monotonic = monotonicNow;
        if (Math.abs(jump) < JUMP.toMillis()) {
            return null;
        }
        return jump < 0
                ? "the wall clock was set back by " + -jump + " ms"
                : "the wall clock jumped ahead by " + jump + " ms: it was set, or the machine was suspended";
    }
}
