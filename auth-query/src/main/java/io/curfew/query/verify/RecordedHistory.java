package io.curfew.query.verify;

import io.curfew.events.history.Delivery;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistorySource;
import io.curfew.events.history.StoredForm;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The history as it is in the read model, stream by stream, by a cursor in one read-only transaction. Thread-safe; throws
 * Spring's {@code DataAccessException}.
 */
final class RecordedHistory implements HistorySource {
    private static final int FETCH = 1000;
    private static final String SELECT =
            "select user_id, seq, event_id, event_type, occurred_at, payload, stored_digest,"
                    + " chain_hash from query_audit_event where generation = ? order by user_id, seq";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final int generation;

    /** That of a generation; the template's transactions are its own, and its fetch size is set here. */
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
    public void read(Consumer<HistoryEntry> consumer) {
        RowCallbackHandler each = row -> consumer.accept(entry(row));
        transaction.executeWithoutResult(status -> jdbc.query(SELECT, each, generation));
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        byte[] payload = row.getString("payload").getBytes(StandardCharsets.UTF_8);
        return new HistoryEntry(
                row.getString("user_id"),
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                time(row, StoredForm.time(payload)),
                payload,
                Encoding.digest(row.getString("stored_digest")),
                Encoding.digest(row.getString("chain_hash")));
    }

    /** As the payload says, which is exact; when the column by which people search says otherwise, the column's. */
    private static String time(ResultSet row, String said) throws SQLException {
        Instant column = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
        try {
            boolean same = Math.abs(ChronoUnit.MICROS.between(Instant.parse(said), column)) <= 1;
            return same ? said : column.toString();
        } catch (DateTimeException e) {
            return column.toString();
        }
    }
}
