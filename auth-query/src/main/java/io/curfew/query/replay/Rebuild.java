package io.curfew.query.replay;

import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Builds the projections anew from the first offset, beside the ones that are read, compares the two, and makes the new
 * ones active in one transaction. May run while services run on the same database: they go on reading the old generation
 * and find themselves on the new one. Thread-safe; a second rebuild at the same time is refused.
 */
public final class Rebuild {
    private static final int MAX_BATCH = 2000;
    private static final int CLOSE_ENOUGH = 1000;
    private static final int MAX_ROUNDS = 20;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long TELL_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long GIVE_UP_AFTER = Duration.ofMinutes(1).toNanos();

    private final EventTopic topic;
    private final Generations generations;
    private final Placement placement;
    private final EventApplier applier;
    private final GenerationComparison comparison;

    Rebuild(
            EventTopic topic,
            Generations generations,
            Placement placement,
            EventApplier applier,
            GenerationComparison comparison) {
        this.topic = topic;
        this.generations = generations;
        this.placement = placement;
        this.applier = applier;
        this.comparison = comparison;
    }

    /**
     * What a rebuild did.
     *
     * @param events events in the new generation's history
     * @param missing events the old one had and the new one has not
     * @param different sessions that differ although both know the same events of their users
     */
    public record Report(int generation, long events, long missing, long different, Duration took) {}

    /**
     * Rebuilds.
     *
     * @param acceptLoss activate the new generation even when the topic no longer holds events that the old one has
     * @param progress told about once a second
     * @throws RebuildException when it was not done; then what is read was not touched
     */
    public Report run(boolean acceptLoss, Consumer<RebuildProgress> progress) {
        long began = System.nanoTime();
        int old = generations.active().number();
        int generation = generations.begin();
        boolean activated = false;
        try {
            fill(generation, began, progress);
            GenerationComparison.Result result = comparison.compare(old, generation);
            if (result.missing() > 0 && !acceptLoss) {
                throw new RebuildException(result.missing() + " events of the history are no longer in topic "
                        + topic.name() + " and would be lost: publish them again, or say --accept-loss");
            }
            generations.activate(generation);
            activated = true;
            generations.drop(old);
            return new Report(generation, result.events(), result.missing(), result.different(), since(began));
        } finally {
            if (!activated) {
                generations.drop(generation);
            }
        }
    }

    private void fill(int generation, long began, Consumer<RebuildProgress> progress) {
        try (Admin admin = topic.admin();
                org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = topic.consumer(MAX_BATCH)) {
            Shape shape = topic.shape(admin);
            Map<TopicPartition, Position> next =
                    new HashMap<>(placement.find(generation, admin, shape).next());
            long total = 0;
            Map<TopicPartition, Long> ends = topic.ends(admin, shape);
            for (Map.Entry<TopicPartition, Position> start : next.entrySet()) {
                total +=
                        ends.getOrDefault(start.getKey(), 0L) - start.getValue().nextOffset();
            }
            consumer.assign(next.keySet());
            next.forEach((partition, position) -> consumer.seek(partition, position.nextOffset()));
            Run run = new Run(generation, began, progress, total);
            long behind = total;
            for (int rounds = 0; rounds < MAX_ROUNDS && (rounds == 0 || behind > CLOSE_ENOUGH); rounds++) {
                run.readTo(ends, consumer, next);
                ends = topic.ends(admin, shape);
                behind = behind(ends, consumer);
                run.total += behind;
            }
            run.readTo(ends, consumer, next);
            run.tell();
            if (!topic.shape(admin).equals(shape)) {
                throw new RebuildException("topic " + topic.name() + " was changed meanwhile: start again");
            }
        }
    }

    private static long behind(
            Map<TopicPartition, Long> ends, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The counting of one rebuild. Used by one thread. */
    private final class Run {
        private final int generation;
        private final long began;
        private final Consumer<RebuildProgress> progress;
        private long total;
        private long done;
        private long told;

        Run(int generation, long began, Consumer<RebuildProgress> progress, long total) {
            this.generation = generation;
            this.began = began;
            this.progress = progress;
            this.total = total;
            this.told = began;
        }

        void readTo(
                Map<TopicPartition, Long> ends,
                org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
                Map<TopicPartition, Position> next) {
            long lastRead = System.nanoTime();
            while (behind(ends, consumer) > 0) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    apply(partition, records, next);
                }
                if (!records.isEmpty()) {
                    lastRead = System.nanoTime();
                } else if (System.nanoTime() - lastRead > GIVE_UP_AFTER) {
                    throw new RebuildException("Kafka has given nothing for a minute: is the broker up?");
                }
                if (System.nanoTime() - told > TELL_EVERY) {
                    generations.heartbeat(generation);
                    tell();
                }
            }
        }

        private void apply(
                TopicPartition partition, ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Position> next) {
            Position from = next.get(partition);
            if (from == null) {
                throw new IllegalStateException("no position of " + partition);
            }
            EventApplier.Step step = applier.apply(generation, partition, from, records.records(partition));
            Failure failure = step.failure();
            if (failure != null) {
                throw new RebuildException("the record at partition " + failure.partition() + " offset "
                        + failure.offset() + " cannot be projected: " + failure.reason());
            }
            next.put(partition, step.next());
            done += records.records(partition).size();
        }

        void tell() {
            told = System.nanoTime();
            progress.accept(new RebuildProgress(generation, done, total, since(began)));
        }
    }
}
