package io.curfew.e2e.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Load at a fixed rate that does not slow down when answers do, so that waiting is measured and not hidden (coordinated
 * omission).
 */
final class OpenLoop {
    private final int perSecond;
    private final int threads;

    OpenLoop(int perSecond, int threads) {
        this.perSecond = perSecond;
        this.threads = threads;
    }

    /** Starts {@code count} actions at their times and waits for all of them. */
    void run(int count, IntConsumer action) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int number = i;
            pool.execute(() -> action.accept(number));
        }
        pool.shutdown();
        if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the load did not finish");
        }
    }
}
