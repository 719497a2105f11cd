package io.curfew.query.replay;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far each partition is projected, kept beside the projected rows and moved in their transaction, so that a crash
 * neither loses nor doubles anything. Thread-safe; throws Spring's {@code DataAccessException}.
 */
final class Positions {
    private final JdbcClient jdbc;

    Positions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in a topic; the id tells topics of the same name apart. */
    record Position(String topicId, long nextOffset) {}

    /** The stored positions by partition. */
    Map<Integer, Position> load(int generation, String topic) {
        Map<Integer, Position> positions = new HashMap<>();
        jdbc.sql("select partition_number, topic_id, next_offset from query_position"
                        + " where generation = :generation and topic = :topic")
                .param("generation", generation)
                .param("topic", topic)
                .query(row -> {
                    positions.put(
                            row.getInt("partition_number"),
                            new Position(row.getString("topic_id"), row.getLong("next_offset")));
                });
        return positions;
    }

    /** Stores the first position of a partition. */
    void create(int generation, TopicPartition partition, Position position) {
        jdbc.sql("insert into query_position (generation, topic, partition_number, topic_id, next_offset)"
                        + " values (:generation, :topic, :partition, :id, :offset)")
                .param("generation", generation)
                .param("topic", partition.topic())
                .param("partition", partition.partition())
                .param("id", position.topicId())
                .param("offset", position.nextOffset())
                .update();
    }

    /** Goes to another place, when the topic is not the one that was read. Answers whether it was still there. */
    boolean move(int generation, TopicPartition partition, Position from, Position to) {
        return jdbc.sql("update query_position set topic_id = :toId, next_offset = :to where generation = :generation"
                                + " and topic = :topic and partition_number = :partition"
                                + " and topic_id = :fromId and next_offset = :from")
                        .param("generation", generation)
                        .param("topic", partition.topic())
                        .param("partition", partition.partition())
                        .param("fromId", from.topicId())
                        .param("from", from.nextOffset())
                        .param("toId", to.topicId())
                        .param("to", to.nextOffset())
                        .update()
                == 1;
    }
}
