package io.curfew.e2e.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the last of several nodes had a thing, by {@link System#nanoTime()}; one slot per thing. A node that has a thing twice
 * is counted twice, so each tells of it once. Thread-safe.
 */
final class Arrivals {
    private final AtomicLongArray last;
    private final AtomicIntegerArray missing;
    private final CountDownLatch incomplete;

    Arrivals(int things, int nodes) {
        this.last = new AtomicLongArray(things);
        this.missing = new AtomicIntegerArray(things);
        for (int i = 0; i < things; i++) {
            missing.set(i, nodes);
        }
        this.incomplete = new CountDownLatch(things);
    }

    void arrived(int thing) {
        long now = System.nanoTime();
        last.accumulateAndGet(thing, now, (a, b) -> a == 0 ? b : Math.max(a, b));
        if (missing.decrementAndGet(thing) == 0) {
            incomplete.countDown();
        }
    }

    long last(int thing) {
        return last.get(thing);
    }

    /** Waits until every node has everything. */
    void awaitAll() throws InterruptedException {
        if (!incomplete.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not everything arrived: " + incomplete.getCount() + " things are missing");
        }
    }
}
