package io.curfew.command.outbox;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many committed records wait to be published, and for how long the oldest has. Ages are reckoned by the database's
 * clock. Asked of the database once in five seconds at most, whoever asks. Thread-safe; throws Spring's
 * {@code DataAccessException}.
 */
public final class OutboxDepth {
    static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final List<String> topics;
    private final LongSupplier nanoTime;

    private long measuredAt;
    private List<Waiting> measured = List.of();

    OutboxDepth(JdbcTemplate jdbc, Collection<String> topics, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.topics = List.copyOf(topics);
        this.nanoTime = nanoTime;
    }

    /**
     * What waits for one topic.
     *
     * @param oldest how long ago its oldest record was written; zero when none waits
     */
    public record Waiting(String topic, long records, Duration oldest) {}

    /** What waits, for each topic, those for which nothing does included. */
    public synchronized List<Waiting> measure() {
        long now = nanoTime.getAsLong();
        if (measured.isEmpty() || now - measuredAt > KEPT.toNanos()) {
            measured = ask();
            measuredAt = now;
        }
        return measured;
    }

    private List<Waiting> ask() {
        Map<String, Waiting> found = new HashMap<>();
        jdbc.query(
                "select topic, count(*) as records, min(created_at) as oldest, current_timestamp as now from outbox"
                        + " where published_at is null group by topic",
                row -> {
                    Duration oldest = Duration.between(
                            row.getObject("oldest", OffsetDateTime.class), row.getObject("now", OffsetDateTime.class));
                    String topic = row.getString("topic");
                    // A row of a transaction that began after this one looks as if it came from the future.
                    Duration age = oldest.isNegative() ? Duration.ZERO : oldest;
                    found.put(topic, new Waiting(topic, row.getLong("records"), age));
                });
        List<Waiting> all = new ArrayList<>();
        topics.forEach(topic -> all.add(found.getOrDefault(topic, new Waiting(topic, 0, Duration.ZERO))));
        return List.copyOf(all);
    }
}
