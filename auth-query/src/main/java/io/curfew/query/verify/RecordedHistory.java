package io.curfew.query.verify;

import io.curfew.events.history.Delivery;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistorySource;
import io.curfew.events.history.StoredForm;
import io.curfew.query.audit.LinkSums;
import io.curfew.query.audit.ShownRows;
import io.curfew.query.feed.PublishedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The history as it is in the read model, stream by stream, by a cursor in one read-only transaction; and whether what
 * auditors are shown of it, and find it by, is what it says. Thread-safe; throws Spring's {@code DataAccessException}.
 */
final class RecordedHistory implements HistorySource {
    private static final int FETCH = 1000;
    private static final String SELECT = "select " + ShownRows.COLUMNS + ", stored_digest, chain_hash"
            + " from query_audit_event where generation = ? order by user_id, seq";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final int generation;

    /**
     * That of a generation.
     *
     * @param jdbc its own: the fetch size is set here
     * @param transaction each sees one state of the database
     */
    RecordedHistory(JdbcTemplate jdbc, TransactionTemplate transaction, int generation) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.generation = generation;
        jdbc.setFetchSize(FETCH);
    }

    @Override
    public Delivery delivery() {
        return Delivery.ONCE;
    }

    @Override
    public void read(Reader reader) {
        ShownRows shown = new ShownRows();
        LinkSums links = new LinkSums();
        RowCallbackHandler each = row -> {
            byte[] payload = row.getString("payload").getBytes(StandardCharsets.UTF_8);
            HistoryEntry entry = entry(row, payload);
            reader.event(entry);
            PublishedEvent event =
                    shown.compare(row, payload, detail -> reader.untrue(entry.stream(), entry.seq(), detail));
            if (event != null) {
                links.said(event);
            }
        };
        transaction.executeWithoutResult(status -> {
            jdbc.query(SELECT, each, generation);
            new RecordedLinks(jdbc, generation).compare(links, reader);
        });
    }

    private static HistoryEntry entry(ResultSet row, byte[] payload) throws SQLException {
        return new HistoryEntry(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                StoredForm.time(payload),
                payload,
                Encoding.digest(row.getString("stored_digest")),
                Encoding.digest(row.getString("chain_hash")));
    }
}
