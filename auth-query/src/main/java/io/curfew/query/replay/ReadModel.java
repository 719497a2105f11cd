package io.curfew.query.replay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the projections so that an answer is of one moment: the generation, the position and the rows come from one
 * snapshot, even while a rebuild is activated (I7 ReadYourWrites). Thread-safe.
 */
public final class ReadModel {
    /** Another instance may do the projecting, which nobody announces here. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    /** A query that takes longer holds up others: it is given up. */
    private static final int LONGEST_SECONDS = 10;

    /** So many questions that look through much are answered at once; the pool of connections has more places. */
    private static final int MUCH_AT_ONCE = 3;

    /** The position of a user without any event. */
    public static final long NONE = -1;

    private final Generations generations;
    private final ProjectionStatus status;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final Duration patience;
    private final Semaphore places;
    private final Semaphore much = new Semaphore(MUCH_AT_ONCE);

    /**
     * @param patience how long a reader waits for its position
     * @param maxWaiting how many may wait at once
     */
    public ReadModel(
            Generations generations,
            ProjectionStatus status,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Duration patience,
            int maxWaiting) {
        this(generations, status, jdbc, transactions, patience, maxWaiting, LONGEST_SECONDS);
    }

    ReadModel(
            Generations generations,
            ProjectionStatus status,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Duration patience,
            int maxWaiting,
            int longestSeconds) {
        this.generations = generations;
        this.status = status;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setTimeout(longestSeconds);
        this.patience = patience;
        this.places = new Semaphore(maxWaiting);
    }

    /**
     * What was read.
     *
     * @param position everything up to this event of the user's stream is in it
     */
    public record Result<T>(T value, long position) {}

    /**
     * Reads what concerns a user, once everything up to a position is projected.
     *
     * @param minPosition {@value #NONE} for whatever there is
     * @throws NotYetException when that was not reached in time, or the projections are built for the first time
     */
    public <T> Result<T> read(String userId, long minPosition, IntFunction<T> query) {
        return readOnceFound(userId, minPosition, generation -> Optional.of(query.apply(generation)));
    }

    /**
     * Reads what concerns a user, once everything up to a position is projected and the query finds what it looks for.
     *
     * @param query empty as long as something that must be there is not projected
     * @throws NotYetException when that was not reached in time, or the projections are built for the first time
     */
    public <T> Result<T> readOnceFound(String userId, long minPosition, IntFunction<Optional<T>> query) {
        long before = status.version();
        Snapshot<T> first = take(userId, minPosition, query);
        if (first.result() != null) {
            return first.result();
        }
        if (!first.complete()) {
            throw new NotYetException(NotYetException.Why.BUILDING);
        }
        if (!places.tryAcquire()) {
            throw new NotYetException(NotYetException.Why.POSITION);
        }
        try {
            return await(userId, minPosition, query, before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetException(NotYetException.Why.POSITION);
        } finally {
            places.release();
        }
    }

    /** Reads what concerns many users. */
    public <T> T read(IntFunction<T> query) {
        return read("", NONE, query).value();
    }

    /**
     * Reads what concerns many users and looks through much of it.
     *
     * @throws NotYetException also when as many such questions as may be are being answered
     */
    public <T> T readMuch(IntFunction<T> query) {
        if (!much.tryAcquire()) {
            throw new NotYetException(NotYetException.Why.BUSY);
        }
        try {
            return read(query);
        } finally {
            much.release();
        }
    }

    private <T> Result<T> await(String userId, long minPosition, IntFunction<Optional<T>> query, long seenVersion)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long version = seenVersion;
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw new NotYetException(NotYetException.Why.POSITION);
            }
            status.awaitProgress(version, left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            version = status.version();
            Snapshot<T> next = take(userId, minPosition, query);
            if (next.result() != null) {
                return next.result();
            }
        }
    }

    private <T> Snapshot<T> take(String userId, long minPosition, IntFunction<Optional<T>> query) {
        Snapshot<T> taken = snapshot.execute(transaction -> {
            Generations.Active active = generations.active();
            if (!active.complete()) {
                return new Snapshot<>(null, false);
            }
            long position = position(active.number(), userId);
            Optional<T> found = position < minPosition ? Optional.empty() : query.apply(active.number());
            return new Snapshot<>(
                    found.map(value -> new Result<>(value, position)).orElse(null), true);
        });
        if (taken == null) {
            throw new IllegalStateException("the transaction gave no result");
        }
        return taken;
    }

    private long position(int generation, String userId) {
        return jdbc.sql("select applied_seq from query_user where generation = :generation and user_id = :user")
                .param("generation", generation)
                .param("user", userId)
                .query(Long.class)
                .optional()
                .orElse(NONE);
    }

    private record Snapshot<T>(@Nullable Result<T> result, boolean complete) {}
}
