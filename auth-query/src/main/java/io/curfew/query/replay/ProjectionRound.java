package io.curfew.query.replay;

import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import io.curfew.query.replay.ProjectionStatus.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic into the active generation until something changes that asks to look again where to read on: a rebuild
 * was activated, another instance went ahead, or the topic is another one. Used by one thread.
 */
final class ProjectionRound {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRound.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

    private final EventTopic topic;
    private final Generations generations;
    private final Placement placement;
    private final EventApplier applier;
    private final ProjectionStatus status;

    ProjectionRound(
            EventTopic topic,
            Generations generations,
            Placement placement,
            EventApplier applier,
            ProjectionStatus status) {
        this.topic = topic;
        this.generations = generations;
        this.placement = placement;
        this.applier = applier;
        this.status = status;
    }

    void run(Consumer<byte[], byte[]> consumer, Admin admin, TopicProbe probe, BooleanSupplier stopping) {
        Generations.Active generation = generations.active();
        Shape shape = topic.shape(admin);
        Placement.Places places = placement.find(generation.number(), admin, shape);
        status.tryingAgain();
        places.failures().forEach(this::failed);
        Map<TopicPartition, Position> next = new HashMap<>(places.next());
        consumer.assign(next.keySet());
        consumer.resume(next.keySet()); // assigning what was assigned keeps it paused where it failed before
        probe.reset();
        next.forEach((partition, position) -> {
            consumer.seek(partition, position.nextOffset());
            probe.projectedTo(partition, position.nextOffset());
        });
        Map<TopicPartition, Long> goal = topic.ends(admin, shape);
        boolean complete = generation.complete();
        status.state(State.RUNNING, "");
        long looked = System.nanoTime();
        while (!stopping.getAsBoolean() && !probe.isNot(shape)) {
            try {
                apply(generation.number(), consumer, probe, next);
            } catch (OffsetOutOfRangeException e) {
                LOG.info("Looking again where to read on: {}", e.getMessage());
                return;
            } catch (PositionMovedException e) {
                if (!follow(e.partition(), generation.number(), shape, consumer, next)) {
                    return;
                }
            }
            if (!complete && reached(goal, consumer)) {
                generations.complete(generation.number());
                complete = true;
            }
            if (System.nanoTime() - looked > LOOK_EVERY) {
                looked = System.nanoTime();
                if (generations.active().number() != generation.number()) {
                    LOG.info("Another generation of the projections is active");
                    return;
                }
            }
        }
    }

    private void apply(
            int generation, Consumer<byte[], byte[]> consumer, TopicProbe probe, Map<TopicPartition, Position> next) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            Position from = next.get(partition);
            if (from == null) {
                continue;
            }
            EventApplier.Step step = applier.apply(generation, partition, from, records.records(partition));
            next.put(partition, step.next());
            probe.projectedTo(partition, step.next().nextOffset());
            status.progressed(step.applied(), step.duplicates());
            Failure failure = step.failure();
            if (failure != null) {
                consumer.pause(List.of(partition));
                consumer.seek(partition, failure.offset());
                failed(failure);
            }
        }
    }

    /** Goes where the other instance is; answers false when that cannot be told without looking at the topic. */
    private boolean follow(
            TopicPartition partition,
            int generation,
            Shape shape,
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Position> next) {
        // The poll gave records of other partitions too, some of them not applied: each goes back to what is stored.
        Map<Integer, Position> stored = placement.stored(generation);
        for (TopicPartition each : List.copyOf(next.keySet())) {
            Position at = stored.get(each.partition());
            if (at == null || !at.topicId().equals(shape.topicId())) {
                return false;
            }
            next.put(each, at);
            consumer.seek(each, at.nextOffset());
        }
        LOG.debug("Another instance is ahead in {}", partition);
        return true;
    }

    private void failed(Failure failure) {
        status.failed(failure);
        LOG.error(
                "Partition {} of {} cannot be projected beyond offset {}: {}. Nothing is skipped; its users' lists stay as"
                        + " they are until a version that understands the record runs, or the topic is mended",
                failure.partition(),
                topic.name(),
                failure.offset(),
                failure.reason());
    }

    private static boolean reached(Map<TopicPartition, Long> goal, Consumer<byte[], byte[]> consumer) {
        for (Map.Entry<TopicPartition, Long> end : goal.entrySet()) {
            if (!consumer.assignment().contains(end.getKey()) || consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }
}
