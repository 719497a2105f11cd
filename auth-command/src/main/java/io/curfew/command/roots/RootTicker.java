package io.curfew.command.roots;

import io.curfew.command.database.SqlErrors;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that makes and publishes roots. Start once, close once. */
final class RootTicker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RootTicker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RootCutter cutter;
    private final RootRelay relay;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "curfew-roots");

    RootTicker(RootCutter cutter, RootRelay relay, Duration interval) {
        this.cutter = cutter;
        this.relay = relay;
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

    private void tick() throws InterruptedException {
        try {
            cutter.cut();
            relay.publish();
        } catch (RuntimeException e) {
            LOG.warn("the history's root could not be signed and published, next time: {}", SqlErrors.describe(e));
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
