package io.curfew.command.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes sure that a topic is the one that got every record that still matters. A revocation topic that was deleted and made
 * anew, or is in another cluster, lacks what was published before; a watermark in it would tell a node that starts on it
 * that it knows all, and revoked tokens would live again (I4 NoResurrection). So they are published again first.
 *
 * <p>Which topic is settled is remembered in the database, for all nodes and over restarts. Used by one thread.
 */
final class SettledTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettledTopic.class);
    private static final int TIMEOUT_MILLIS = 2000;

    private final String name;
    private final JdbcTemplate jdbc;
    private final IntSupplier republication;
    private final Admin admin;
    private @Nullable String settled;
    private int partitions;

    /** Makes one; {@code republication} publishes again what must be in the topic, and answers how much that was. */
    SettledTopic(String name, Map<String, Object> clientSettings, JdbcTemplate jdbc, IntSupplier republication) {
        this.name = name;
        this.jdbc = jdbc;
        this.republication = republication;
        this.admin = Admin.create(clientSettings);
    }

    /**
     * Answers whether it is; if not, publishes what it lacks, so that it may be the next time.
     *
     * @throws KafkaException when Kafka does not say which topic it is
     * @throws IllegalStateException when Kafka did not acknowledge every notice
     */
    boolean isSettled() throws InterruptedException {
        String id = id();
        if (id.equals(settled)) {
            return true; // an id never comes back
        }
        if (!id.equals(stored())) {
            LOG.info("topic {} is one that nothing is known to be in; publishing what still matters", name);
            int records = republication.getAsInt();
            if (!id.equals(id())) {
                return false;
            }
            store(id);
            LOG.info("topic {} holds {} records that were published again", name, records);
        }
        settled = id;
        return true;
    }

    /** How many partitions it had when it was last looked at. */
    int partitions() {
        return partitions;
    }

    /** The offsets a partition reaches over: from the first that is there to the one that the next record will get. */
    record Reach(long from, long end) {}

    /**
     * How far each partition reaches.
     *
     * @throws KafkaException when Kafka does not say
     */
    Map<Integer, Reach> reach() throws InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(OffsetSpec.earliest());
        Map<Integer, Reach> reach = new HashMap<>();
        offsets(OffsetSpec.latest())
                .forEach((partition, end) -> reach.put(
                        partition.partition(),
                        new Reach(Objects.requireNonNull(first.get(partition)).offset(), end.offset())));
        return reach;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(OffsetSpec which) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(name, partition), which);
        }
        return answer(admin.listOffsets(asked).all());
    }

    private String id() throws InterruptedException {
        TopicDescription topic =
                answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        if (topic == null) {
            throw new KafkaException("topic " + name + " is not described");
        }
        partitions = topic.partitions().size();
        return topic.topicId().toString();
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("no answer", e);
        }
    }

    private @Nullable String stored() {
        return jdbc.queryForList("select topic_id from settled_topic where name = ?", String.class, name).stream()
                .findFirst()
                .orElse(null);
    }

    private void store(String id) {
        if (jdbc.update("update settled_topic set topic_id = ? where name = ?", id, name) == 0) {
            try {
                jdbc.update("insert into settled_topic (name, topic_id) values (?, ?)", name, id);
            } catch (DuplicateKeyException e) {
                LOG.debug("another node has just settled it", e);
            }
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(TIMEOUT_MILLIS));
    }
}
