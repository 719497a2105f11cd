package io.curfew.command.sessions;

import io.curfew.command.database.Lease;
import io.curfew.command.database.SqlErrors;
import io.curfew.command.domain.ExpireSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/**
 * Has expired sessions of users who do nothing recorded as expired, and sessions under a rule ended, some at a time, from one node at a time (two at once
 * would only find nothing left to do). Thread-safe.
 */
final class ExpirySweeper {
    private static final Logger LOG = LoggerFactory.getLogger(ExpirySweeper.class);
    private static final int USERS_AT_ONCE = 200;

    private final SessionIndex index;
    private final SessionCommands commands;
    private final Lease lease;
    private final Clock clock;

    ExpirySweeper(SessionIndex index, SessionCommands commands, Lease lease, Clock clock) {
        this.index = index;
        this.commands = commands;
        this.lease = lease;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the scheduler
    void schedule(TaskScheduler scheduler, Duration every) {
        scheduler.scheduleWithFixedDelay(this::run, clock.instant().plus(every), every);
    }

    private void run() {
        try {
            if (lease.tryHold()) {
                sweep();
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("the store is unavailable; next time", e);
        } catch (RuntimeException e) {
            LOG.warn("expired sessions could not be recorded, next time: {}", SqlErrors.describe(e));
        }
    }

    /** Records what is due now, up to a bound; answers how many sessions ended. */
    int sweep() {
        Instant now = clock.instant();
        Set<String> users = new LinkedHashSet<>(index.usersWithExpired(now, USERS_AT_ONCE));
        users.addAll(index.usersRuledOut(USERS_AT_ONCE));
        int expired = 0;
        for (String user : users) {
            try {
                expired += commands.expire(new ExpireSessions(user, now)).result();
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // The longest overdue comes first each time: one stream that cannot be loaded must not end it for all.
                LOG.warn("the expired sessions of a user could not be recorded: {}", SqlErrors.describe(e));
            }
        }
        return expired;
    }
}
