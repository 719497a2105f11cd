package io.curfew.command.outbox;

import io.curfew.command.database.Lease;
import io.curfew.command.database.SqlErrors;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/** Deletes rows that are published and no longer matter: notices some time after they expired, events sooner. Thread-safe. */
final class OutboxRetention {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRetention.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** What verifiers forgive and clocks differ by, and then some. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int BATCH = 5000;

    private final OutboxStore store;
    private final Lease lease;
    private final Clock clock;
    private final Duration keepPublished;

    OutboxRetention(OutboxStore store, Lease lease, Clock clock, Duration keepPublished) {
        this.store = store;
        this.lease = lease;
        this.clock = clock;
        this.keepPublished = keepPublished;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the scheduler
    void schedule(TaskScheduler scheduler) {
        scheduler.scheduleWithFixedDelay(this::run, clock.instant().plus(EVERY), EVERY);
    }

    private void run() {
        try {
            if (lease.tryHold()) {
                clean();
            }
        } catch (RuntimeException e) {
            LOG.warn("published rows could not be deleted, next time: {}", SqlErrors.describe(e));
        }
    }

    /** Deletes what is due, some at a time; answers how many. */
    int clean() {
        int all = 0;
        int some;
        do {
            some = store.deleteDone(keepPublished, clock.instant().minus(MARGIN), BATCH);
            all += some;
        } while (some == BATCH);
        do {
            some = store.forgetEnded(BATCH);
        } while (some == BATCH);
        return all;
    }
}
