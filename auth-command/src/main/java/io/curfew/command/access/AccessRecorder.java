package io.curfew.command.access;

import io.curfew.command.access.HistoryAccesses.Counted;
import io.curfew.command.database.SqlErrors;
import io.curfew.command.domain.HistoryAccess;
import io.curfew.command.domain.RecordHistoryAccess;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/**
 * Records accesses to histories as events: an export before it begins, {@link HistoryAccesses} of a minute soon after it has
 * ended, and all when the node stops. A node that is killed loses what it had counted, at most about a minute. While the
 * store is unavailable everything is kept for later. Thread-safe.
 */
public final class AccessRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessRecorder.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** How many different exports a reader may begin in a minute; more are refused. */
    static final int EXPORTS = 200;

    private final HistoryAccesses accesses;
    private final SessionCommands commands;
    private final Counter unrecorded;
    private final Clock clock;
    private final Map<Export, CompletableFuture<Boolean>> exports = new ConcurrentHashMap<>();

    AccessRecorder(HistoryAccesses accesses, SessionCommands commands, MeterRegistry registry, Clock clock) {
        this.accesses = accesses;
        this.commands = commands;
        this.clock = clock;
        this.unrecorded = Counter.builder("curfew.history.accesses.unrecorded")
                .description("Accesses to histories that were not recorded as events, because that failed for good")
                .register(registry);
    }

    /** An export and the minute it began in. */
    private record Export(String reader, @Nullable String subject, String format, Instant minute) {}

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
     * Records an export before it begins; one that is repeated within the minute is counted, once the first is recorded.
     *
     * @return false when there is no room for it
     * @throws StoreUnavailableException if it is not known to be recorded
     */
    public boolean export(String reader, @Nullable String subject, String format) {
        Instant now = clock.instant();
        Export export = new Export(reader, subject, format, now.truncatedTo(ChronoUnit.MINUTES));
        exports.keySet().removeIf(other -> other.minute().isBefore(export.minute()));
        if (!exports.containsKey(export) && exportsOf(reader) >= EXPORTS) {
            return false;
        }
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = exports.putIfAbsent(export, mine);
        if (first != null) {
            // The command ends in bounded time, and so does this.
            return first.join() && accesses.add(reader, true, subject, format);
        }
        boolean recorded = false;
        try {
            HistoryAccess access = HistoryAccess.one(true, subject, format, now);
            int ignored = commands.recordAccess(new RecordHistoryAccess(reader, List.of(access), now))
                    .result();
            recorded = true;
            return true;
        } finally {
            if (!recorded) {
                exports.remove(export);
            }
            mine.complete(recorded);
        }
    }

    private long exportsOf(String reader) {
        return exports.keySet().stream()
                .filter(export -> export.reader().equals(reader))
                .count();
    }

    /** Records reads in minutes that have ended. */
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

    /** One at a time, so that {@link #close} waits for a flush that is running. */
    private synchronized void record(Instant before) {
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
            unrecorded.increment(
                    counted.accesses().stream().mapToInt(HistoryAccess::count).sum());
            LOG.error("accesses to histories by one reader are lost: {}", SqlErrors.describe(e));
        }
    }
}
