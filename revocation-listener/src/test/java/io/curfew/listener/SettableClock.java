package io.curfew.listener;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, set wrong by the test. Thread-safe. */
final class SettableClock extends Clock {
    private volatile Duration wrong = Duration.ZERO;

    /** Turns it by that much, forward or back. */
    void turn(Duration by) {
        wrong = wrong.plus(by);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(wrong);
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
