package io.curfew.listener;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Says yes at most once in a while, so that a flood of the same thing makes one log line. Thread-safe. */
final class Occasionally {
    private final long everyNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Occasionally(Duration every) {
        this.everyNanos = every.toNanos();
    }

    boolean now() {
        long due = next.get();
        long now = System.nanoTime();
        return now - due >= 0 && next.compareAndSet(due, now + everyNanos);
    }
}
