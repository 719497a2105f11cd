package io.curfew.query.replay;

import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.replay.Builds.Build;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Fills a generation from its source: notes where the topic ends, divides what the source holds by streams into parts that
 * fit into memory, and writes one part after the other while the next one is understood.
 *
 * <p>The end of the topic is noted before the event store is read: an event that is not in the store by then is published
 * after that place, so whoever follows the topic from there finds it, in whatever order things were committed.
 * Thread-safe.
 */
final class Construction {
    private static final int MOST_PARTS = 512; // each has a file open

    private final EventTopic topic;
    private final TopicHistory history;
    private final EventStore store;
    private final Placement placement;
    private final Builds builds;
    private final StreamWriter writer;
    private final int eventsAPart;

    /**
     * Puts it together.
     *
     * @param eventsAPart how many events one part has, about: so many are held in memory, twice
     */
    Construction(
            EventTopic topic,
            TopicHistory history,
            EventStore store,
            Placement placement,
            Builds builds,
            StreamWriter writer,
            int eventsAPart) {
        this.topic = topic;
        this.history = history;
        this.store = store;
        this.placement = placement;
        this.builds = builds;
        this.writer = writer;
        this.eventsAPart = eventsAPart;
    }

    /** Whether there is such a source. */
    boolean has(Source source) {
        return source == Source.KAFKA || store.exists();
    }

    /** Writes what is not yet written. */
    void run(Build begun, BuildProgress progress) {
        Map<Integer, Positions.Position> ends = ends(begun);
        long total = begun.source() == Source.KAFKA ? history.count(ends) : store.count();
        Build build = begun.buckets() > 0
                ? begun
                : builds.divide(begun, (int) Math.max(1, Math.min(MOST_PARTS, total / eventsAPart)));
        if (build.built() == build.buckets()) {
            progress.known(total, total, total);
            return;
        }
        progress.known(total, 0, total * build.built() / build.buckets());
        try (Spill spill = new Spill(build.buckets())) {
            read(build, ends, message -> {
                int part = spill.partOf(message.key());
                if (part >= build.built()) {
                    spill.add(part, message);
                }
                progress.read(1);
            });
            spill.finish();
            progress.phase("writing");
            write(build, spill, progress);
        }
    }

    private void write(Build build, Spill spill, BuildProgress progress) {
        try (Pipeline writes = new Pipeline()) {
            for (int i = build.built(); i < build.buckets(); i++) {
                int part = i;
                List<PublishedEvent> events = StreamWriter.streams(spill.read(part));
                writes.next(() -> writer.write(build, part, events), () -> progress.written(spill.count(part)));
            }
            writes.await();
        }
    }

    private void read(
            Build build, Map<Integer, Positions.Position> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        if (build.source() == Source.KAFKA) {
            history.read(ends, reader);
        } else {
            store.read(reader);
        }
    }

    private Map<Integer, Positions.Position> ends(Build build) {
        try (Admin admin = topic.admin()) {
            EventTopic.Shape shape = topic.shape(admin);
            placement.atEnds(build.generation(), admin, shape);
            Map<Integer, Positions.Position> ends = placement.stored(build.generation());
            if (ends.values().stream().anyMatch(end -> !end.topicId().equals(shape.topicId()))) {
                throw new RebuildException("topic " + topic.name() + " was made anew meanwhile: start again");
            }
            return ends;
        }
    }
}
