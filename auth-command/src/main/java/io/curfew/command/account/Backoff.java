package io.curfew.command.account;

import java.time.Duration;
import java.time.Instant;

/** Failures in a row, and until when the next attempt must wait. Immutable and thread-safe. */
record Backoff(int failures, Instant until) {
    static final Backoff NONE = new Backoff(0, Instant.EPOCH);
    private static final int MOST_DOUBLINGS = 20;

    Backoff until(Instant time) {
        return new Backoff(failures, time);
    }

    boolean nextMustWait(AccountProperties.Throttle settings) {
        return failures + 1 >= settings.freeFailures();
    }

    Backoff next(AccountProperties.Throttle settings, Instant now) {
        int count = failures + 1;
        if (count < settings.freeFailures()) {
            return new Backoff(count, Instant.EPOCH);
        }
        int doublings = Math.min(count - settings.freeFailures(), MOST_DOUBLINGS);
        Duration wait = settings.firstWait().multipliedBy(1L << doublings);
        Duration bounded = wait.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wait;
        return new Backoff(count, now.plus(bounded));
    }
}
