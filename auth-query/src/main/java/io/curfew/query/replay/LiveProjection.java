package io.curfew.query.replay;

import io.curfew.query.replay.ProjectionStatus.State;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the projections up with the topic, for as long as the service runs. One thread owns the consumer. When Kafka or
 * the database fails it tries again, for ever and visibly ({@link ProjectionStatus}); anything else ends the thread,
 * visibly too. Thread-safe.
 */
public final class LiveProjection implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveProjection.class);
    private static final int MAX_BATCH = 500;
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final EventTopic topic;
    private final ProjectionRound round;
    private final ProjectionStatus status;
    private final Object owner = new Object();

    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private @Nullable Thread thread;

    LiveProjection(EventTopic topic, ProjectionRound round, ProjectionStatus status) {
        this.topic = topic;
        this.round = round;
        this.status = status;
    }

    @Override
    public void start() {
        synchronized (owner) {
            if (thread == null) {
                stopping = false;
                Thread started = new Thread(this::run, "curfew-query-projection");
                started.setDaemon(true);
                thread = started;
                started.start();
            }
        }
    }

    @Override
    public void stop() {
        synchronized (owner) {
            Thread running = thread;
            if (running == null) {
                return;
            }
            stopping = true;
            Consumer<byte[], byte[]> consumer = reading;
            if (consumer != null) {
                consumer.wakeup();
            }
            LockSupport.unpark(running);
            try {
                running.join(STOP_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (owner) {
            return thread != null;
        }
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!stopping) {
                long before = status.version();
                try {
                    session();
                } catch (WakeupException e) {
                    LOG.debug("woken up");
                } catch (InterruptException e) {
                    break;
                } catch (DataAccessException | TransactionException | KafkaException e) {
                    retry(e);
                    pause = status.version() == before ? longer(pause) : SHORTEST_PAUSE;
                    if (!stopping) {
                        LockSupport.parkNanos(pause.toNanos());
                    }
                }
            }
            status.state(State.STOPPED, "");
        } catch (Throwable t) {
            status.state(State.DEAD, t.toString());
            LOG.error("The projection has died; the service must be restarted", t);
        }
    }

    private void session() {
        try (Admin admin = topic.admin();
                Consumer<byte[], byte[]> consumer = topic.consumer(MAX_BATCH);
                TopicProbe probe = new TopicProbe(topic, admin, status, PROBE_EVERY)) {
            reading = consumer;
            while (!stopping) {
                try {
                    round.run(consumer, admin, probe, () -> stopping);
                } catch (PositionMovedException e) {
                    LOG.debug("Another instance begins at the same time");
                }
            }
        } finally {
            reading = null;
        }
    }

    private void retry(RuntimeException e) {
        String why = e instanceof KafkaException
                ? e.toString()
                : "the database fails: " + e.getClass().getSimpleName();
        if (status.view().state() != State.RETRYING) {
            LOG.warn("The projection pauses and tries again: {}", why, e);
        }
        status.state(State.RETRYING, why);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
