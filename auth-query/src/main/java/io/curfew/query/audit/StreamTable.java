package io.curfew.query.audit;

import io.curfew.query.store.RowWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * How far each user's stream is projected. Runs in the caller's transaction. Thread-safe; throws Spring's
 * {@code DataAccessException}.
 */
final class StreamTable {
    private final NamedParameterJdbcOperations jdbc;
    private final RowWriter writer;

    StreamTable(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.writer = new RowWriter(jdbc);
    }

    /** The progress of the known ones among these users. */
    Map<String, StreamProgress> load(int generation, Collection<String> users) {
        Map<String, StreamProgress> found = new HashMap<>();
        List<String> gaps = new ArrayList<>();
        Map<String, Long> applied = new HashMap<>();
        jdbc.query(
                "select user_id, applied_seq, highest_seq from query_user"
                        + " where generation = :generation and user_id in (:users)",
                Map.of("generation", generation, "users", users),
                row -> {
                    String user = row.getString("user_id");
                    applied.put(user, row.getLong("applied_seq"));
                    if (row.getLong("highest_seq") > row.getLong("applied_seq")) {
                        gaps.add(user);
                    }
                });
        Map<String, List<Long>> beyond = beyond(generation, gaps);
        applied.forEach((user, seq) -> found.put(user, new StreamProgress(seq, beyond.getOrDefault(user, List.of()))));
        return found;
    }

    /** Writes progress back: inserts where {@code known} does not hold the user. */
    void save(int generation, Map<String, StreamProgress> progress, Set<String> known) {
        List<SqlParameterSource> inserts = new ArrayList<>();
        List<SqlParameterSource> updates = new ArrayList<>();
        progress.forEach((user, p) -> (known.contains(user) ? updates : inserts)
                .add(new MapSqlParameterSource()
                        .addValue("generation", generation)
                        .addValue("user_id", user)
                        .addValue("applied_seq", p.applied())
                        .addValue("highest_seq", p.highest())));
        writer.insert("query_user", inserts);
        batch(
                "update query_user set applied_seq = :applied_seq, highest_seq = :highest_seq"
                        + " where generation = :generation and user_id = :user_id",
                updates);
    }

    private void batch(String sql, List<SqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
        }
    }

    private Map<String, List<Long>> beyond(int generation, List<String> users) {
        Map<String, List<Long>> beyond = new HashMap<>();
        if (!users.isEmpty()) {
            jdbc.query(
                    "select e.user_id, e.seq from query_audit_event e join query_user u"
                            + " on u.generation = e.generation and u.user_id = e.user_id"
                            + " where e.generation = :generation and e.user_id in (:users) and e.seq > u.applied_seq",
                    Map.of("generation", generation, "users", users),
                    row -> {
                        beyond.computeIfAbsent(row.getString("user_id"), user -> new ArrayList<>())
                                .add(row.getLong("seq"));
                    });
        }
        return beyond;
    }
}
