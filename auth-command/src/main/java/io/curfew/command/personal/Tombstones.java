package io.curfew.command.personal;

import io.curfew.command.database.Lease;
import io.curfew.command.database.SqlErrors;
import io.curfew.command.outbox.OutboxWriter;
import io.curfew.events.personal.PersonalKeysTopic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Repeats the tombstone of an erased user once, some time later. A node that was paused may have sent the key after the
 * first one; and Kafka cleans a segment only when a later record has closed it. Thread-safe.
 */
final class Tombstones {
    private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** Longer than a record is tried to be sent, and than a segment is written to. */
    static final Duration REPEAT_AFTER = PersonalKeysTopic.SEGMENT.multipliedBy(2);

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final OutboxWriter outbox;
    private final TransactionTemplate transaction;
    private final Lease lease;
    private final Clock clock;

    Tombstones(JdbcTemplate jdbc, OutboxWriter outbox, TransactionTemplate transaction, Lease lease, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.transaction = transaction;
        this.lease = lease;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the scheduler
    void schedule(TaskScheduler scheduler) {
        scheduler.scheduleWithFixedDelay(this::run, clock.instant().plus(EVERY), EVERY);
    }

    private void run() {
        try {
            if (lease.tryHold()) {
                repeat(REPEAT_AFTER);
            }
        } catch (RuntimeException e) {
            LOG.warn("tombstones of erased users could not be repeated, next time: {}", SqlErrors.describe(e));
        }
    }

    /** Repeats those of users erased so long ago; answers how many. */
    int repeat(Duration age) {
        Integer count = transaction.execute(status -> {
            List<String> users = jdbc.queryForList(
                    "select user_id from personal_data_key where settled = false and erased_at < current_timestamp - "
                            + Lease.seconds(age) + " order by user_id limit " + BATCH,
                    String.class);
            for (String user : users) {
                outbox.writeKey(user, null);
                jdbc.update("update personal_data_key set settled = true where user_id = ?", user);
            }
            return users.size();
        });
        return count == null ? 0 : count;
    }
}
