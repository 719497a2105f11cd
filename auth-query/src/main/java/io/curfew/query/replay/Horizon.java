package io.curfew.query.replay;

import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Up to which instant everything that was published is projected, whichever node projects: looks where the topic ends, and
 * once all of that is projected, the instant of that look is known. What was decided and is still in auth-command's outbox
 * nobody here can know of. Has one thread of its own; its methods may be called from any.
 */
public final class Horizon implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Horizon.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration WHILE_AWAITED = Duration.ofMillis(20);
    private static final Duration NOTED_EVERY = Duration.ofSeconds(5);

    private final EventTopic topic;
    private final Generations generations;
    private final Placement placement;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private @Nullable Known known;
    private volatile @Nullable Thread thread;
    private int waiting;
    private Instant noted = Instant.MIN;

    Horizon(EventTopic topic, Generations generations, Placement placement, Clock clock) {
        this.topic = topic;
        this.generations = generations;
        this.placement = placement;
        this.clock = clock;
    }

    /** Everything published before an instant is in a generation. */
    public record Known(int generation, Instant until) {}

    /** Where the topic ended at an instant. */
    private record Mark(Instant at, Shape shape, Map<TopicPartition, Long> ends) {}

    /** What is known now, or null when nothing is. */
    public @Nullable Known known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Up to when a generation holds everything, or null when nobody has ever seen that it does. Runs in the caller's
     * transaction; throws Spring's {@code DataAccessException}.
     *
     * @param before what was known before the transaction began: what became known since may not be seen in it
     */
    public @Nullable Instant knownUntil(int generation, @Nullable Known before) {
        return before != null && before.generation() == generation
                ? before.until()
                : generations.knownUntil(generation);
    }

    /** Waits until everything published before an instant is projected; answers false when it was not in time. */
    public boolean await(Instant instant, Duration atMost) {
        lock.lock();
        waiting++;
        changed.signalAll(); // look now
        try {
            long nanos = atMost.toNanos();
            while (known == null || known.until().isBefore(instant)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private void run() {
        while (isRunning()) {
            try (Admin admin = topic.admin()) {
                Mark mark = null;
                while (isRunning()) {
                    mark = look(admin, mark);
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("It cannot be seen how far the projection is: {}", e.toString());
                try {
                    pause();
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Answers the mark that is not reached yet, or null. */
    private @Nullable Mark look(Admin admin, @Nullable Mark before) {
        Instant now = clock.instant();
        Shape shape = topic.shape(admin);
        Mark mark = before != null && before.shape().equals(shape)
                ? before
                : new Mark(now, shape, topic.ends(admin, shape));
        int generation = generations.active().number();
        if (!isReached(mark, placement.stored(generation))) {
            return mark;
        }
        if (noted.plus(NOTED_EVERY).isBefore(mark.at())) {
            generations.knownUntil(generation, mark.at());
            noted = mark.at();
        }
        lock.lock();
        try {
            known = new Known(generation, mark.at());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return null;
    }

    private static boolean isReached(Mark mark, Map<Integer, Position> stored) {
        return mark.ends().entrySet().stream().allMatch(end -> {
            Position at = stored.get(end.getKey().partition());
            return at != null && at.topicId().equals(mark.shape().topicId()) && at.nextOffset() >= end.getValue();
        });
    }

    private void pause() throws InterruptedException {
        boolean awaited;
        lock.lock();
        try {
            awaited = waiting > 0;
            long nanos = EVERY.toNanos();
            while (waiting == 0 && thread != null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
        if (awaited) {
            LockSupport.parkNanos(WHILE_AWAITED.toNanos());
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread started = new Thread(this::run, "curfew-query-horizon");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    @Override
    public synchronized void stop() {
        thread = null;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
