package io.curfew.listener.bearer;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock and a monotonic one that move together, and only when told to. Thread-safe. */
public final class TurnedClock extends Clock implements Ticker {
    private Instant now;
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    /** Clocks that stand still at that time. */
    public TurnedClock(Instant start) {
        now = start;
    }

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    @Override
    public synchronized long read() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
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
