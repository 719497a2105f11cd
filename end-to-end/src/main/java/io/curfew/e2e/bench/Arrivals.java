package io.curfew.e2e.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/** When the last of several nodes had a thing, by {@link System#nanoTime()}; one slot per thing. Thread-safe. */
final class Arrivals {
    private final AtomicLongArray last;
    private final AtomicLongArray count;
    private final int nodes;

    Arrivals(int things, int nodes) {
        this.last = new AtomicLongArray(things);
        this.count = new AtomicLongArray(things);
        this.nodes = nodes;
    }

    void arrived(int thing) {
        long now = System.nanoTime();
        last.accumulateAndGet(thing, now, (a, b) -> a == 0 ? b : Math.max(a, b));
        count.incrementAndGet(thing);
    }

    /** Whether every node has it. */
    boolean complete(int thing) {
        return count.get(thing) >= nodes;
    }

    boolean allComplete() {
        for (int i = 0; i < count.length(); i++) {
            if (!complete(i)) {
                return false;
            }
        }
        return true;
    }

    long last(int thing) {
        return last.get(thing);
    }

    /** Waits until every node has everything. */
    void awaitAll() throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!allComplete()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not everything arrived");
            }
            Thread.sleep(20);
        }
    }
}
