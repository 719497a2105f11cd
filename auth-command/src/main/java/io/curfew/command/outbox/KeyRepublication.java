package io.curfew.command.outbox;

import io.curfew.command.database.SqlErrors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;

/**
 * Publishes the key of every user once more, and the tombstone of every erased one, when the topic of keys was lost or is
 * another one. Locks nothing, because an erasure must not wait for Kafka: who was erased while the key was on its way gets
 * another tombstone behind it, and the tombstone that is repeated later covers a node that dies in between. Thread-safe;
 * start once, close once.
 */
final class KeyRepublication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRepublication.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    private final JdbcTemplate jdbc;
    private final KafkaPublisher publisher;
    private final String topic;
    private @Nullable SettledTopic watched;

    KeyRepublication(JdbcTemplate jdbc, KafkaPublisher publisher, String topic) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.topic = topic;
    }

    /** Looks now and then whether the topic is still the one. */
    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the scheduler
    void schedule(TaskScheduler scheduler, Clock clock, SettledTopic settled) {
        watched = settled;
        scheduler.scheduleWithFixedDelay(() -> look(settled), clock.instant().plus(EVERY), EVERY);
    }

    private static void look(SettledTopic settled) {
        try {
            boolean ignored = settled.isSettled();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("whether the topic of personal keys is the same cannot be seen now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("personal keys could not be published again, next time: {}", SqlErrors.describe(e));
        }
    }

    /** A user's key; none once the user is erased. */
    record Row(String userId, @Nullable String wrapped) {}

    /**
     * Does it and answers how many there were.
     *
     * @throws IllegalStateException when Kafka did not acknowledge one; doing it again is right
     */
    int republish() {
        int count = 0;
        String last = "";
        while (true) {
            List<Row> rows = some(last);
            if (rows.isEmpty()) {
                return count;
            }
            publish(rows);
            count += rows.size();
            last = rows.get(rows.size() - 1).userId();
        }
    }

    private List<Row> some(String after) {
        return jdbc.query(
                "select user_id, wrapped_key from personal_data_key where user_id > ? order by user_id limit " + BATCH,
                (row, n) -> new Row(row.getString(1), row.getString(2)),
                after);
    }

    /** Sends rows as they were read, and then tombstones for those erased since. */
    void publish(List<Row> rows) {
        send(rows);
        Set<String> erased = new HashSet<>(jdbc.queryForList(
                "select user_id from personal_data_key where wrapped_key is null and user_id between ? and ?",
                String.class,
                rows.get(0).userId(),
                rows.get(rows.size() - 1).userId()));
        send(rows.stream()
                .filter(row -> row.wrapped() != null && erased.contains(row.userId()))
                .map(row -> new Row(row.userId(), null))
                .toList());
    }

    private void send(List<Row> rows) {
        if (!rows.isEmpty() && !publisher.warmUp(topic)) {
            // Each record would wait for itself.
            throw new IllegalStateException("Kafka cannot be reached; publish the keys again");
        }
        SentBatch batch = new SentBatch(rows.size());
        for (Row row : rows) {
            byte[] value = row.wrapped() == null ? null : row.wrapped().getBytes(StandardCharsets.UTF_8);
            OutboxRecord record = new OutboxRecord(
                    topic, row.userId().getBytes(StandardCharsets.UTF_8), value, Map.of(), null, 0, null);
            publisher.send(record, (metadata, failure) -> batch.outcome(new OutboxRow(0, record), metadata, failure));
        }
        if (batch.await(publisher.deliveryTimeout().multipliedBy(2)).size() < rows.size()) {
            throw new IllegalStateException("Kafka did not acknowledge every key; publish again");
        }
    }

    @Override
    public void close() {
        if (watched != null) {
            watched.close();
        }
    }
}
