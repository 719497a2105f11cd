package io.curfew.command.running;

import io.curfew.events.history.EventChain;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.StoredForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the event store as a history to be checked. */
public final class StoredHistory {
    private StoredHistory() {}

    /** All events, stream by stream. */
    public static List<HistoryEntry> read(JdbcTemplate jdbc) {
        return jdbc.query(
                "select * from session_event order by aggregate_identifier, sequence_number", (row, n) -> entry(row));
    }

    /** The events of a stream. */
    public static List<HistoryEntry> read(JdbcTemplate jdbc, String stream) {
        return jdbc.query(
                "select * from session_event where aggregate_identifier = ? order by sequence_number",
                (row, n) -> entry(row),
                stream);
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new StoredForm(row.getBytes("payload"))
                .entry(
                        row.getString("aggregate_identifier"),
                        row.getLong("sequence_number"),
                        row.getString("event_identifier"),
                        row.getString("payload_type"),
                        row.getBytes("chain_hash"),
                        new EventChain());
    }
}
