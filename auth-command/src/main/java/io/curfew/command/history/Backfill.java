package io.curfew.command.history;

import io.curfew.events.history.EventChain;
import io.curfew.events.history.StoredForm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Links events that have no link yet, stream by stream, in bounded memory: rows come by a cursor and go back in batches.
 * A link that is there stays. Works in the transaction of its connection, which must not be in auto-commit. Not
 * thread-safe.
 */
final class Backfill {
    private static final int BATCH = 500;
    private static final String SELECT = "select global_index, aggregate_identifier, sequence_number, event_identifier,"
            + " payload_type, payload, chain_hash from session_event";

    private final EventChain chain = new EventChain();
    private final Connection connection;
    private int pending;

    Backfill(Connection connection) {
        this.connection = connection;
    }

    /** Links all events and notes each stream's head; answers how many were linked. */
    long chainAll() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " order by aggregate_identifier, sequence_number")) {
            select.setFetchSize(BATCH);
            return chain(select, true);
        }
    }

    /**
     * Links the events of one stream before a number, from the last link before it on; its head is noted by whoever
     * appends.
     */
    void chain(String stream, long before) throws SQLException {
        long last = lastLinked(stream, before);
        try (PreparedStatement select = connection.prepareStatement(SELECT
                + " where aggregate_identifier = ? and sequence_number >= ? and sequence_number < ?"
                + " order by sequence_number")) {
            select.setString(1, stream);
            select.setLong(2, last);
            select.setLong(3, before);
            select.setFetchSize(BATCH);
            chain(select, false);
        }
    }

    private long lastLinked(String stream, long before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select sequence_number from session_event"
                + " where aggregate_identifier = ? and sequence_number < ? and chain_hash is not null"
                + " order by sequence_number desc fetch first row only")) {
            select.setString(1, stream);
            select.setLong(2, before);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private long chain(PreparedStatement select, boolean noteHeads) throws SQLException {
        long linked = 0;
        try (PreparedStatement update =
                        connection.prepareStatement("update session_event set chain_hash = ? where global_index = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into history_head (stream_id, seq, hash, changed) values (?, ?, ?, true)");
                ResultSet rows = select.executeQuery()) {
            Head head = null;
            while (rows.next()) {
                String stream = rows.getString("aggregate_identifier");
                if (head != null && noteHeads && !head.stream.equals(stream)) {
                    note(insert, head);
                }
                byte[] previous = head != null && head.stream.equals(stream) ? head.link : chain.start(stream);
                byte[] link = rows.getBytes("chain_hash");
                if (link == null) {
                    link = link(rows, stream, previous);
                    update.setBytes(1, link);
                    update.setLong(2, rows.getLong("global_index"));
                    add(update, insert);
                    linked++;
                }
                head = new Head(stream, rows.getLong("sequence_number"), link);
            }
            if (head != null && noteHeads) {
                note(insert, head);
            }
            update.executeBatch();
            insert.executeBatch();
        }
        return linked;
    }

    private byte[] link(ResultSet row, String stream, byte[] previous) throws SQLException {
        return chain.link(
                previous,
                chain.leaf(new StoredForm(row.getBytes("payload"))
                        .entry(
                                stream,
                                row.getLong("sequence_number"),
                                row.getString("event_identifier"),
                                row.getString("payload_type"),
                                null,
                                chain)));
    }

    private static void note(PreparedStatement insert, Head head) throws SQLException {
        insert.setString(1, head.stream);
        insert.setLong(2, head.seq);
        insert.setBytes(3, head.link);
        insert.addBatch();
    }

    private void add(PreparedStatement update, PreparedStatement insert) throws SQLException {
        update.addBatch();
        pending++;
        if (pending == BATCH) {
            update.executeBatch();
            insert.executeBatch();
            pending = 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Head(String stream, long seq, byte[] link) {}
}
