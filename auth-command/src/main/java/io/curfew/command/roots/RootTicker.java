package io.curfew.command.roots;

import io.curfew.command.database.SqlErrors;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes and publishes roots. Whatever fails, it goes on; of failures that repeat the first is logged, and
 * that it works again. Start once, close once.
 */
final class RootTicker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RootTicker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What is done at each tick. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private final Work work;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "curfew-roots");
    private @Nullable String failure;

    RootTicker(Work work, Duration interval) {
        this.work = work;
        this.pause = interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted to end", e);
        }
    }

    /** An error must not end the thread either: nobody would see that nothing is signed any more. */
    private void tick() throws InterruptedException {
        try {
            work.run();
            if (failure != null) {
                LOG.info("the history's roots are signed and published again");
            }
            failure = null;
        } catch (RuntimeException | Error e) {
            String kind = SqlErrors.describe(e);
            if (!kind.equals(failure)) {
                LOG.warn("the history's root could not be signed and published, it is tried again: {}", kind);
            }
            failure = kind;
        }
    }

    @Override
    public void close() {
        // Not by an interrupt: one that meets H2 in the middle of a write closes the whole database.
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
