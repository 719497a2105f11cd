package io.curfew.query.replay;

import io.curfew.query.replay.EventTopic.Shape;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topic from the side: a consumer alone says nothing while the broker is away, and reads on without a word
 * when the topic was deleted and made anew. Has one thread of its own; its methods may be called from any.
 */
final class TopicProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProbe.class);

    private final EventTopic topic;
    private final Admin admin;
    private final ProjectionStatus status;
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;
    private volatile @Nullable Shape shape;

    TopicProbe(EventTopic topic, Admin admin, ProjectionStatus status, Duration every) {
        this.topic = topic;
        this.admin = admin;
        this.status = status;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "curfew-query-probe");
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the topic is known to be another one by now, or to have another number of partitions. */
    boolean isNot(Shape expected) {
        Shape seen = shape;
        return seen != null && !seen.equals(expected);
    }

    /** Says how far the projection is. */
    void projectedTo(TopicPartition partition, long nextOffset) {
        next.put(partition, nextOffset);
    }

    /** Begins a new round with other positions. */
    void reset() {
        next.clear();
        shape = null;
    }

    private void look() {
        try {
            Shape seen = topic.shape(admin);
            shape = seen;
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end : topic.ends(admin, seen).entrySet()) {
                lag += Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L));
            }
            status.lag(lag);
            status.kafkaProblem(null);
        } catch (RuntimeException e) {
            if (status.view().kafkaProblem() == null && !thread.isShutdown()) {
                LOG.warn("Topic {} cannot be looked at: {}", topic.name(), e.toString());
            }
            status.lag(-1);
            status.kafkaProblem(e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
