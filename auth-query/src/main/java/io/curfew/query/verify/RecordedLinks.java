package io.curfew.query.verify;

import io.curfew.events.history.HistorySource;
import io.curfew.query.audit.LinkSums;
import io.curfew.query.audit.ShownRows;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Compares the table of which event concerns which session with what the events say: by it the events of a session are
 * found, so a row that is gone hides an event. Runs in the caller's transaction, which must see one state of the database.
 * Thread-safe; throws Spring's {@code DataAccessException}.
 */
final class RecordedLinks {
    private static final String LINKS =
            "select user_id, seq, session_id, occurred_at from query_audit_session where generation = :generation";
    private static final String EVENTS = "select " + ShownRows.COLUMNS
            + " from query_audit_event where generation = :generation and user_id in (:users)";
    /** So many streams are looked through at once when something is wrong with them. */
    private static final int TOGETHER = 100;

    private static final String DETAIL = "it is listed under other sessions than it names";

    private final NamedParameterJdbcTemplate jdbc;
    private final int generation;

    RecordedLinks(JdbcTemplate jdbc, int generation) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.generation = generation;
    }

    /** Tells of each event whose links are not those it makes. */
    void compare(LinkSums sums, HistorySource.Reader reader) {
        jdbc.query(LINKS, Map.of("generation", generation), (RowCallbackHandler) row -> sums.shown(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("session_id"),
                Times.require(row, "occurred_at")));
        List<String> differing = sums.differing();
        for (int from = 0; from < differing.size(); from += TOGETHER) {
            find(differing.subList(from, Math.min(differing.size(), from + TOGETHER)), reader);
        }
    }

    private void find(List<String> users, HistorySource.Reader reader) {
        Map<String, Object> parameters = Map.of("generation", generation, "users", users);
        Map<String, Map<Long, Set<String>>> said = new TreeMap<>();
        jdbc.query(EVENTS, parameters, (RowCallbackHandler) row -> {
            Set<String> links = links(said, row);
            PublishedEvent event = ShownRows.read(row);
            if (event != null) {
                event.sessionIds().forEach(session -> links.add(event.occurredAt() + " " + session));
            }
        });
        Map<String, Map<Long, Set<String>>> shown = new HashMap<>();
        jdbc.query(LINKS + " and user_id in (:users)", parameters, (RowCallbackHandler)
                row -> links(shown, row).add(Times.require(row, "occurred_at") + " " + row.getString("session_id")));
        said.forEach((user, events) -> events.forEach((seq, links) -> {
            if (!links.equals(shown.getOrDefault(user, Map.of()).getOrDefault(seq, Set.of()))) {
                reader.untrue(user, seq, DETAIL);
            }
        }));
    }

    private static Set<String> links(Map<String, Map<Long, Set<String>>> all, ResultSet row) throws SQLException {
        return all.computeIfAbsent(row.getString("user_id"), user -> new TreeMap<>())
                .computeIfAbsent(row.getLong("seq"), seq -> new HashSet<>());
    }
}
