package io.curfew.command.history;

import io.curfew.events.history.EventChain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds what the next event of a stream is linked to. Stateless; works in the transaction of the connection. */
final class PreviousLink {
    private static final String HEAD = "select hash from history_head where stream_id = ? and seq = ?";
    private static final String EVENT =
            "select chain_hash from session_event where aggregate_identifier = ? and sequence_number = ?";

    private PreviousLink() {}

    /**
     * The link before an event: of the head, or, when another command has moved that on, of the event itself. Only what a
     * node of an older version has appended is reckoned, so a conflict costs one row more, however long the stream is.
     */
    static byte[] find(Connection connection, EventChain chain, String stream, long seq) throws SQLException {
        if (seq == 0) {
            return chain.start(stream);
        }
        byte[] link = read(connection, HEAD, stream, seq - 1);
        if (link == null) {
            link = read(connection, EVENT, stream, seq - 1);
        }
        if (link == null) {
            new Backfill(connection).chain(stream, seq);
            link = read(connection, EVENT, stream, seq - 1);
        }
        if (link == null) {
            throw new IllegalStateException("event " + (seq - 1) + " of stream " + stream + " is not in the store");
        }
        return link;
    }

    private static byte @Nullable [] read(Connection connection, String sql, String stream, long seq)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stream);
            select.setLong(2, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }
}
