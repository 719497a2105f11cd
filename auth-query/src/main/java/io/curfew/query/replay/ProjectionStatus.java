package io.curfew.query.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How the live projection is doing, for health, metrics and those who wait for a position. Thread-safe. */
public final class ProjectionStatus {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progressed = lock.newCondition();
    private final LongAdder applied = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    private State state = State.STARTING;
    private String problem = "";
    private @Nullable String kafkaProblem;
    private Map<Integer, Failure> failures = Map.of();
    private long lag = -1;
    private long version;

    /** What the projecting thread does. */
    public enum State {
        /** It has not begun to read. */
        STARTING,
        /** It reads. */
        RUNNING,
        /** Kafka or the database failed; it tries again. */
        RETRYING,
        /** It died, which is never meant to happen. */
        DEAD,
        /** It was asked to stop. */
        STOPPED
    }

    /**
     * A moment's view.
     *
     * @param problem why it retries or died, else empty
     * @param kafkaProblem why the topic could not be looked at, or null
     * @param failures partitions that cannot be read on
     * @param lag how many records are not yet projected, or -1 when unknown
     */
    public record View(
            State state, String problem, @Nullable String kafkaProblem, Collection<Failure> failures, long lag) {

        /** Whether everything published is, or soon will be, projected. */
        public boolean healthy() {
            return state == State.RUNNING && kafkaProblem == null && failures.isEmpty();
        }
    }

    /** The view now. */
    public View view() {
        lock.lock();
        try {
            return new View(state, problem, kafkaProblem, failures.values(), lag);
        } finally {
            lock.unlock();
        }
    }

    /** How many events were projected since the start. */
    public long applied() {
        return applied.sum();
    }

    /** How many events came again since the start. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** How many records could not be projected since the start. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** How many records are not yet projected, or -1 when unknown. */
    public long lag() {
        return view().lag();
    }

    /** A number that changes whenever something was projected. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@link #version()} is not the given one, or the time has passed. */
    public void awaitProgress(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (version == seen && nanos > 0) {
                nanos = progressed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void state(State now, String why) {
        locked(() -> {
            state = now;
            problem = why;
        });
    }

    void kafkaProblem(@Nullable String why) {
        locked(() -> kafkaProblem = why);
    }

    void lag(long records) {
        locked(() -> lag = records);
    }

    void progressed(int newEvents, int knownEvents) {
        applied.add(newEvents);
        duplicates.add(knownEvents);
        locked(() -> {
            version++;
            progressed.signalAll();
        });
    }

    /** Forgets the failures: the partitions are tried again. */
    void tryingAgain() {
        locked(() -> failures = Map.of());
    }

    void failed(Failure failure) {
        unreadable.increment();
        locked(() -> {
            Map<Integer, Failure> more = new TreeMap<>(failures);
            more.put(failure.partition(), failure);
            failures = Map.copyOf(more);
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
