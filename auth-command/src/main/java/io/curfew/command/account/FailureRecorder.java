package io.curfew.command.account;

import io.curfew.command.account.FailedAuthentications.AccountMinute;
import io.curfew.command.account.FailedAuthentications.Counted;
import io.curfew.command.database.SqlErrors;
import io.curfew.command.domain.RecordFailedAttempts;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;

/**
 * Records {@link FailedAuthentications} as events: those of a minute soon after it has ended, and all when the node stops.
 * A node that is killed loses what it had counted, at most about a minute. Names that are no accounts are dropped. While the
 * store is unavailable everything is kept for later. Thread-safe.
 */
public final class FailureRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FailureRecorder.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** How long a stop may take for it: orchestrators kill after 30 s. */
    private static final Duration CLOSING = Duration.ofSeconds(10);
    /** Others wait for the same thread. */
    private static final int ACCOUNTS_AT_ONCE = 500;

    private final FailedAuthentications failures;
    private final Accounts accounts;
    private final SessionCommands commands;
    private final Clock clock;

    FailureRecorder(FailedAuthentications failures, Accounts accounts, SessionCommands commands, Clock clock) {
        this.failures = failures;
        this.accounts = accounts;
        this.commands = commands;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the scheduler
    void schedule(TaskScheduler scheduler) {
        scheduler.scheduleWithFixedDelay(this::run, clock.instant().plus(EVERY), EVERY);
    }

    private void run() {
        try {
            int ignored = recordEnded();
        } catch (RuntimeException e) {
            LOG.warn("failed authentications could not be recorded, next time: {}", SqlErrors.describe(e));
        }
    }

    /** Records some of those in minutes that have ended; answers how many events that made. */
    public int recordEnded() {
        return record(clock.instant());
    }

    /** Records everything, also of the current minute. */
    @Override
    public void close() {
        try {
            Instant until = clock.instant().plus(CLOSING);
            do {
                int ignored = record(Instant.MAX);
            } while (!failures.isEmpty() && clock.instant().isBefore(until));
            int lost = failures.loseAll();
            if (lost > 0) {
                LOG.warn("{} failed authentications of the last minute are lost: there were too many", lost);
            }
        } catch (RuntimeException e) {
            LOG.warn("failed authentications of the last minute are lost: {}", SqlErrors.describe(e));
        }
    }

    /** One at a time, so that {@link #close} waits for a flush that is running. */
    private synchronized int record(Instant before) {
        Deque<Counted> taken = new ArrayDeque<>(failures.take(before, ACCOUNTS_AT_ONCE));
        Map<AccountMinute, FailureTally> byUser = new LinkedHashMap<>();
        try {
            for (Counted next = taken.peek(); next != null; next = taken.peek()) {
                AccountMinute key = next.key();
                FailureTally tally = next.tally();
                userOf(next).ifPresent(user -> byUser.computeIfAbsent(
                                new AccountMinute(null, user, key.minute()), same -> new FailureTally())
                        .addAll(tally));
                taken.remove();
            }
            return record(byUser);
        } finally {
            taken.forEach(failures::putBack);
            byUser.forEach((key, tally) -> failures.putBack(new Counted(key, tally)));
        }
    }

    /** The user id of an account; empty when there is none, or it cannot be found out. */
    private Optional<String> userOf(Counted counted) {
        AccountMinute key = counted.key();
        if (key.userId() != null) {
            return Optional.of(key.userId());
        }
        try {
            return accounts.idOf(String.valueOf(key.name()));
        } catch (DataAccessException | BusyException e) {
            throw e;
        } catch (RuntimeException e) {
            failures.lost(counted.tally());
            LOG.warn("the user store could not find an account by its name: {}", SqlErrors.describe(e));
            return Optional.empty();
        }
    }

    /** Records these and removes them, as far as it comes. */
    private int record(Map<AccountMinute, FailureTally> byUser) {
        int events = 0;
        for (Map.Entry<AccountMinute, FailureTally> next : List.copyOf(byUser.entrySet())) {
            String user = Objects.requireNonNull(next.getKey().userId(), "by user");
            FailureTally tally = next.getValue();
            try {
                events += commands.recordFailed(new RecordFailedAttempts(user, tally.attempts(), clock.instant()))
                        .result();
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // One stream that cannot be loaded must not keep the others from being recorded.
                failures.lost(tally);
                LOG.warn("failed authentications into an account could not be recorded: {}", SqlErrors.describe(e));
            }
            byUser.remove(next.getKey());
        }
        return events;
    }
}
