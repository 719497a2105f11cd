package io.curfew.command.personal;

import io.curfew.command.database.SqlErrors;
import io.curfew.command.outbox.OutboxWriter;
import io.curfew.events.personal.KeyWrap;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wraps the personal keys that were made before there was a key-encryption key, in the database and, by publishing them
 * anew, in the compacted topic. Runs after the start until none is left. Any number of nodes may do it at once. Thread-safe.
 */
final class KeyRewrap {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRewrap.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final OutboxWriter outbox;
    private final TransactionTemplate transaction;
    private final KeyWrap wrap;
    private volatile @Nullable ScheduledFuture<?> schedule;

    KeyRewrap(JdbcTemplate jdbc, OutboxWriter outbox, TransactionTemplate transaction, KeyWrap wrap) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.transaction = transaction;
        this.wrap = wrap;
    }

    /** Does nothing without a key-encryption key. */
    void schedule(TaskScheduler scheduler, Clock clock) {
        if (wrap.encrypts()) {
            schedule =
                    scheduler.scheduleWithFixedDelay(this::run, clock.instant().plus(EVERY), EVERY);
        }
    }

    private void run() {
        try {
            ScheduledFuture<?> done = schedule;
            if (rewrap() == 0 && done != null) {
                done.cancel(false);
            }
        } catch (RuntimeException e) {
            LOG.warn("personal keys could not be wrapped, next time: {}", SqlErrors.describe(e));
        }
    }

    /** Wraps some; answers how many there were. */
    int rewrap() {
        List<String> users = jdbc.queryForList(
                "select user_id from personal_data_key where wrapped_key like ? order by user_id limit " + BATCH,
                String.class,
                KeyWrap.UNENCRYPTED + "%");
        users.forEach(user -> transaction.executeWithoutResult(status -> rewrap(user)));
        return users.size();
    }

    /** The row is locked first, so that no erasure comes between it and its record. */
    private void rewrap(String user) {
        jdbc.queryForList(
                        "select wrapped_key from personal_data_key where user_id = ? and wrapped_key like ? for update",
                        String.class,
                        user,
                        KeyWrap.UNENCRYPTED + "%")
                .forEach(plain -> {
                    String wrapped = wrap.wrap(user, wrap.unwrap(user, plain));
                    jdbc.update("update personal_data_key set wrapped_key = ? where user_id = ?", wrapped, user);
                    outbox.writeKey(user, wrapped);
                });
    }
}
