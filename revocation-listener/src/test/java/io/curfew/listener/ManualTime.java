package io.curfew.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock and a monotonic one that move together, and only when told to. For one thread. */
final class ManualTime extends Clock {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = START;
    // Not zero, and close to where nanoTime wraps: differences must be used.
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    long nanoTime() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
