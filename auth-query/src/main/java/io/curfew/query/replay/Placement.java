package io.curfew.query.replay;

import io.curfew.query.replay.EventTopic.Extent;
import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Decides where to read on. A topic that was made anew, or that lost its end, is read again from its first record: events
 * already known are recognised, so nothing is doubled and nothing forgotten. Records that were deleted unread are a
 * {@link Failure}, since going on would leave a hole in silence. Thread-safe.
 */
final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

    private final EventTopic topic;
    private final Positions positions;

    Placement(EventTopic topic, Positions positions) {
        this.topic = topic;
        this.positions = positions;
    }

    /** Where to read on, and the partitions where that is impossible. */
    record Places(Map<TopicPartition, Position> next, List<Failure> failures) {}

    /** The places for a generation; first positions are stored. */
    Places find(int generation, Admin admin, Shape shape) {
        Map<Integer, Position> stored = positions.load(generation, topic.name());
        Map<TopicPartition, Extent> extents = topic.extents(admin, shape);
        Map<TopicPartition, Position> next = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        for (TopicPartition partition : topic.partitions(shape)) {
            Extent extent = extents.getOrDefault(partition, new Extent(0, 0));
            Position first = new Position(shape.topicId(), extent.first());
            Position at = stored.get(partition.partition());
            if (at == null) {
                if (extent.first() > 0) {
                    LOG.warn(
                            "The history in {} begins at offset {}: older events were deleted",
                            partition,
                            extent.first());
                }
                create(generation, partition, first);
                next.put(partition, first);
            } else if (!at.topicId().equals(shape.topicId())) {
                next.put(partition, again(generation, partition, at, first, "the topic was made anew"));
            } else if (at.nextOffset() > extent.end()) {
                next.put(partition, again(generation, partition, at, first, "the topic lost its end"));
            } else if (at.nextOffset() < extent.first()) {
                failures.add(new Failure(
                        partition.partition(),
                        at.nextOffset(),
                        "the records from here to " + extent.first()
                                + " were deleted before they were read; publish them again and rebuild"));
            } else {
                next.put(partition, at);
            }
        }
        return new Places(next, failures);
    }

    /** Stores positions at the end of the topic, where there are none yet. */
    void atEnds(int generation, Admin admin, Shape shape) {
        Map<Integer, Position> stored = positions.load(generation, topic.name());
        topic.ends(admin, shape).forEach((partition, end) -> {
            if (!stored.containsKey(partition.partition())) {
                create(generation, partition, new Position(shape.topicId(), end));
            }
        });
    }

    static Position require(Map<TopicPartition, Position> positions, TopicPartition partition) {
        Position position = positions.get(partition);
        if (position == null) {
            throw new IllegalStateException("no position of " + partition);
        }
        return position;
    }

    /** The stored positions, by partition. */
    Map<Integer, Position> stored(int generation) {
        return positions.load(generation, topic.name());
    }

    private void create(int generation, TopicPartition partition, Position first) {
        try {
            positions.create(generation, partition, first);
        } catch (DuplicateKeyException e) {
            throw new PositionMovedException(partition);
        }
    }

    private Position again(int generation, TopicPartition partition, Position at, Position first, String why) {
        LOG.warn(
                "Reading {} again from offset {} instead of {}: {}",
                partition,
                first.nextOffset(),
                at.nextOffset(),
                why);
        if (!positions.move(generation, partition, at, first)) {
            throw new PositionMovedException(partition);
        }
        return first;
    }
}
