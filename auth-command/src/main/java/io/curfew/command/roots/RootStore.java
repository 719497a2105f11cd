package io.curfew.command.roots;

import io.curfew.command.database.Lease;
import io.curfew.events.history.BatchesDigest;
import io.curfew.events.history.HeadsBatch;
import io.curfew.events.history.MerkleTree;
import io.curfew.events.history.StreamHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of heads, batches and roots. Takes part in the caller's transaction, if there is one. Thread-safe. */
final class RootStore {
    private static final int FETCH = 1000;
    private static final int AT_ONCE = 100;

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;

    RootStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.streaming.setFetchSize(FETCH);
    }

    /** Whether this transaction is the only one at a piece of work; the database lets go when it ends, or its node dies. */
    boolean alone(String work) {
        return !jdbc.queryForList(
                        "select name from relay_lease where name = ? for update skip locked", String.class, work)
                .isEmpty();
    }

    /** Whether a root was signed not longer ago than this, by the database's clock. */
    boolean signedWithin(Duration interval) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select count(*) > 0 from history_root where created_at > current_timestamp - "
                        + Lease.seconds(interval),
                Boolean.class));
    }

    /** The last root as it is written. */
    Optional<String> last() {
        return jdbc
                .queryForList("select jws from history_root order by number desc fetch first row only", String.class)
                .stream()
                .findFirst();
    }

    /** The number of the root to come. */
    long nextNumber() {
        return one("select coalesce(max(number), 0) + 1 from history_root");
    }

    /** How many batches there are of a root. */
    int parts(long number) {
        return (int) one("select count(*) from history_batch where number = " + number);
    }

    private long one(String sql) {
        Long value = jdbc.queryForObject(sql, Long.class);
        return value == null ? 0 : value;
    }

    /** Heads that are news, of streams after this one. Locks nothing: a command must never wait for whoever reads them. */
    List<StreamHead> news(String afterStream, int limit) {
        return jdbc.query(
                "select stream_id, seq, hash from history_head where changed = true and stream_id > ?"
                        + " order by stream_id limit ?",
                (row, n) -> new StreamHead(row.getString(1), row.getLong(2), row.getBytes(3)),
                afterStream,
                limit);
    }

    /** Writes a batch; from now on its heads count for the tree. */
    void tell(HeadsBatch batch) {
        jdbc.update(
                "insert into history_batch (number, part, body) values (?, ?, ?)",
                batch.number(),
                batch.part(),
                batch.encode());
        int[] known = jdbc.batchUpdate(
                "update history_signed_head set seq = ?, hash = ? where stream_key = ?",
                batch.heads().stream().map(RootStore::columns).toList());
        List<Object[]> fresh = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == 0) {
                fresh.add(columns(batch.heads().get(i)));
            }
        }
        jdbc.batchUpdate("insert into history_signed_head (seq, hash, stream_key) values (?, ?, ?)", fresh);
    }

    /**
     * Notes that heads are told, if they still are the heads. Call it outside of a transaction: each statement commits
     * itself, waits for no command, and is short enough to leave in one piece, so that a node which stands still holds up
     * nobody. What it passes over because a command is just changing it is told once more.
     */
    void noLongerNews(List<StreamHead> told) {
        for (int from = 0; from < told.size(); from += AT_ONCE) {
            List<StreamHead> some = told.subList(from, Math.min(told.size(), from + AT_ONCE));
            Object[] values = some.stream()
                    .flatMap(head -> Stream.of(head.stream(), head.seq()))
                    .toArray();
            jdbc.update(
                    "update history_head set changed = false where stream_id in (select stream_id from history_head"
                            + " where (stream_id, seq) in (values "
                            + String.join(", ", Collections.nCopies(some.size(), "(?, ?)"))
                            + ") for update skip locked)",
                    values);
        }
    }

    private static Object[] columns(StreamHead head) {
        return new Object[] {head.seq(), head.link(), head.stream().getBytes(StandardCharsets.UTF_8)};
    }

    /** What the tree over all told heads gives. */
    record Total(MerkleTree tree, long events) {}

    /** Reckons the tree, in memory that does not grow with the number of streams. */
    Total total() {
        MerkleTree tree = new MerkleTree();
        long[] events = new long[1];
        streaming.query("select stream_key, seq, hash from history_signed_head order by stream_key", row -> {
            String stream = new String(row.getBytes(1), StandardCharsets.UTF_8);
            tree.add(new StreamHead(stream, row.getLong(2), row.getBytes(3)).leafHash());
            events[0] += row.getLong(2) + 1;
        });
        return new Total(tree, events[0]);
    }

    /** The digest of a root's batches. */
    byte[] batchesDigest(long number) {
        BatchesDigest digest = new BatchesDigest();
        streaming.query(
                "select body from history_batch where number = ? order by part",
                row -> {
                    digest.add(row.getBytes(1));
                },
                number);
        return digest.end();
    }

    void add(long number, String jws) {
        jdbc.update("insert into history_root (number, jws) values (?, ?)", number, jws);
    }
}
