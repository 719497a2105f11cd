package io.curfew.query.replay;

import io.curfew.query.replay.Builds.Build;
import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings a generation whose sessions are made up to the end of the topic, one transaction a batch, as the live projection
 * does. The topic goes on meanwhile, so it is followed until little is left. Thread-safe.
 */
final class Following {
    private static final int BATCH = 2000;
    private static final int CLOSE_ENOUGH = 1000;
    private static final int MOST_ROUNDS = 20;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long GIVE_UP_AFTER = Duration.ofMinutes(1).toNanos();

    private final EventTopic topic;
    private final Placement placement;
    private final Builds builds;
    private final EventApplier applier;

    Following(EventTopic topic, Placement placement, Builds builds, EventApplier applier) {
        this.topic = topic;
        this.placement = placement;
        this.builds = builds;
        this.applier = applier;
    }

    /** Follows the topic until little is left. */
    void run(Build build, BuildProgress progress) {
        try (Admin admin = topic.admin();
                Consumer<byte[], byte[]> consumer = topic.consumer(BATCH)) {
            Shape shape = topic.shape(admin);
            Map<TopicPartition, Position> next = new HashMap<>(
                    placement.find(build.generation(), admin, shape).next());
            consumer.assign(next.keySet());
            next.forEach((partition, position) -> consumer.seek(partition, position.nextOffset()));
            Map<TopicPartition, Long> ends = topic.ends(admin, shape);
            for (int round = 0; round < MOST_ROUNDS; round++) {
                readTo(ends, build, consumer, next, progress);
                ends = topic.ends(admin, shape);
                if (behind(ends, consumer) <= CLOSE_ENOUGH) {
                    break;
                }
            }
            readTo(ends, build, consumer, next, progress);
            if (!topic.shape(admin).equals(shape)) {
                throw new RebuildException("topic " + topic.name() + " was changed meanwhile: start again");
            }
        }
    }

    private void readTo(
            Map<TopicPartition, Long> ends,
            Build build,
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Position> next,
            BuildProgress progress) {
        long heard = System.nanoTime();
        while (behind(ends, consumer) > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                apply(build, partition, records, next);
            }
            if (!records.isEmpty()) {
                heard = System.nanoTime();
                progress.followed(records.count());
            } else if (System.nanoTime() - heard > GIVE_UP_AFTER) {
                throw new RebuildException("Kafka has given nothing for a minute: is the broker up?");
            }
            progress.tell();
        }
    }

    private void apply(
            Build build,
            TopicPartition partition,
            ConsumerRecords<byte[], byte[]> records,
            Map<TopicPartition, Position> next) {
        builds.heartbeat(build); // nothing is written for one who goes on with it by now
        EventApplier.Step step = applier.apply(
                build.generation(), partition, Placement.require(next, partition), records.records(partition));
        Failure failure = step.failure();
        if (failure != null) {
            throw new RebuildException("the record at partition " + failure.partition() + " offset " + failure.offset()
                    + " cannot be projected: " + failure.reason());
        }
        next.put(partition, step.next());
    }

    private static long behind(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }
}
