package io.curfew.command.sessions;

import io.curfew.command.axon.CallerFailure;
import io.curfew.command.database.SqlErrors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionException;

/**
 * Calls on the store: tries again when another node was faster, and turns what a database can throw into
 * {@link StoreUnavailableException}. What it throws and logs never repeats a statement or its values, which hold personal
 * data and hashes. Stateless.
 */
final class StoreCalls {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCalls.class);
    private static final int TRIES = 40;
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private StoreCalls() {}

    static <T> T call(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (CallerFailure e) {
                RuntimeException failure = e.failure();
                if (!SqlErrors.isConflict(failure) || attempt == TRIES) {
                    throw SqlErrors.isConstraintViolation(failure) ? failure : translated(failure);
                }
            } catch (RuntimeException e) {
                if (!isConflict(e) || attempt == TRIES) {
                    throw translated(e);
                }
            }
            LOG.debug("another node was faster, try {} again", attempt);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE) * Math.min(attempt, 8) / 8 + 1);
        }
    }

    /** The unique key of the event store, or that of the refresh tokens, says that this decision was made on old state. */
    private static boolean isConflict(RuntimeException failure) {
        return failure instanceof ConcurrencyException
                || SqlErrors.isConstraintViolation(failure)
                || SqlErrors.isConflict(failure);
    }

    private static RuntimeException translated(RuntimeException failure) {
        if (!SqlErrors.isSql(failure) && !(failure instanceof TransactionException)) {
            return failure;
        }
        String description = SqlErrors.describe(failure);
        if (SqlErrors.isMistake(failure)) {
            return new IllegalStateException("a statement on the session store is wrong: " + description);
        }
        LOG.warn("the session store is unavailable: {}", description);
        return new StoreUnavailableException(new IllegalStateException(description));
    }
}
