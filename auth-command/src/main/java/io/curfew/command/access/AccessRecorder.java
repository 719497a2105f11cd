package io.curfew.command.access;

import io.curfew.command.access.HistoryAccesses.Counted;
import io.curfew.command.database.SqlErrors;
import io.curfew.command.domain.HistoryAccess;
import io.curfew.command.domain.RecordHistoryAccess;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/**
 * Records accesses to histories as events: an export before it begins, {@link HistoryAccesses} of a minute soon after it has
 * ended, and all when the node stops. A node that is killed loses what it had counted, at most about a minute. While the store is unavailable everything is kept for
 * later. Thread-safe.
 */
public final class AccessRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessRecorder.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final HistoryAccesses accesses;
    private final SessionCommands commands;
    private final Clock clock;

    AccessRecorder(HistoryAccesses accesses, SessionCommands commands, Clock clock) {
        this.accesses = accesses;
        this.commands = commands;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the scheduler
    void schedule(TaskScheduler scheduler) {
        scheduler.scheduleWithFixedDelay(this::run, clock.instant().plus(EVERY), EVERY);
    }

    private void run() {
        try {
            recordEnded();
        } catch (RuntimeException e) {
            LOG.warn("accesses to histories could not be recorded, next time: {}", SqlErrors.describe(e));
        }
    }

    /**
     * Records an export before it begins; one that is repeated within the minute is counted.
     *
     * @return false when there is no room for it
     * @throws StoreUnavailableException if it is not known to be recorded
     */
    public boolean export(String reader, @Nullable String subject, String format) {
        HistoryAccess access = HistoryAccess.one(true, subject, format, clock.instant());
        if (!accesses.isFirst(reader, access)) {
            return accesses.add(reader, true, subject, format);
        }
        boolean recorded = false;
        try {
            int ignored = commands.recordAccess(new RecordHistoryAccess(reader, List.of(access), clock.instant()))
                    .result();
            recorded = true;
            return true;
        } finally {
            if (!recorded) {
                accesses.retract(reader, access);
            }
        }
    }

    /** Records those in minutes that have ended. */
    public void recordEnded() {
        record(clock.instant());
    }

    /** Records everything, also of the current minute. */
    @Override
    public void close() {
        try {
            record(Instant.MAX);
        } catch (RuntimeException e) {
            LOG.warn("accesses to histories in the last minute are lost: {}", SqlErrors.describe(e));
        }
    }

    private void record(Instant before) {
        Deque<Counted> taken = new ArrayDeque<>(accesses.take(before));
        try {
            for (Counted next = taken.peek(); next != null; next = taken.peek()) {
                record(next);
                taken.remove();
            }
        } finally {
            taken.forEach(accesses::putBack);
        }
    }

    private void record(Counted counted) {
        String reader = counted.key().reader();
        try {
            int ignored = commands.recordAccess(new RecordHistoryAccess(reader, counted.accesses(), clock.instant()))
                    .result();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // One stream that cannot be loaded must not keep the others from being recorded.
            LOG.error("accesses to histories by user {} are lost: {}", reader, SqlErrors.describe(e));
        }
    }
}
