package io.curfew.command.roots;

import io.curfew.command.history.HeadsPublisher;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What of the roots is known to be on their topic, and where. Takes part in the caller's transaction. Thread-safe. */
final class PublishedRoots {
    private final JdbcTemplate jdbc;

    PublishedRoots(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A root that is to be published. */
    record Waiting(long number, String jws) {}

    /** The first root that is not known to be on the topic. */
    Optional<Waiting> firstUnpublished() {
        return jdbc
                .query(
                        "select number, jws from history_root where published_at is null order by number"
                                + " fetch first row only",
                        (row, n) -> new Waiting(row.getLong(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    /** A root's batch as it was written. */
    byte[] batch(long number, int part) {
        byte[] body = jdbc.queryForObject(
                "select body from history_batch where number = ? and part = ?", byte[].class, number, part);
        if (body == null) {
            throw new IllegalStateException("batch " + number + "/" + part + " is empty");
        }
        return body;
    }

    /** A root is on the topic, with its heads, from one offset to another. */
    void markPublished(long number, long from, long to) {
        jdbc.update(
                "update history_root set published_at = current_timestamp, first_offset = ?, last_offset = ?"
                        + " where number = ?",
                from,
                to,
                number);
    }

    /** Whether all that is known to be published is in what the topic reaches over. */
    boolean within(HeadsPublisher.Reach reach) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select coalesce((select min(first_offset) from history_root), ?) >= ?"
                        + " and coalesce((select max(last_offset) from history_root), -1) < ?",
                Boolean.class,
                reach.first(),
                reach.first(),
                reach.end()));
    }

    void nothingPublished() {
        jdbc.update("update history_root set published_at = null, first_offset = null, last_offset = null"
                + " where published_at is not null");
    }

    /** Notes which topic is published to; when it is another one than before, nothing is on it yet. */
    void settle(String topic, String topicId) {
        boolean known = !jdbc.queryForList(
                        "select name from settled_topic where name = ? and topic_id = ?", String.class, topic, topicId)
                .isEmpty();
        if (known) {
            return;
        }
        nothingPublished();
        if (jdbc.update("update settled_topic set topic_id = ? where name = ?", topicId, topic) == 0) {
            jdbc.update("insert into settled_topic (name, topic_id) values (?, ?)", topic, topicId);
        }
    }
}
