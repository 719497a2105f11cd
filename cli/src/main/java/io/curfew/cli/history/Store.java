package io.curfew.cli.history;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.events.history.Delivery;
import io.curfew.events.history.EventChain;
import io.curfew.events.history.HeadsSource;
import io.curfew.events.history.HistorySource;
import io.curfew.events.history.StoredForm;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The event store itself, read as it is in the database of auth-command. Changes nothing. Confined to one thread. */
public final class Store implements HistorySource, AutoCloseable {
    private static final int BLOCK = 1000;
    /** A batch of heads is tens of kilobytes. */
    private static final int HEADS_BLOCK = 100;

    private static final String EVENTS = "select aggregate_identifier, sequence_number, event_identifier, payload_type,"
            + " payload, chain_hash from session_event order by aggregate_identifier, sequence_number";
    private static final String HEADS = "select 'heads/' || number || '/' || part, body, null, number, part from"
            + " history_batch union all select 'root/' || number, null, jws, number, 2147483647 from history_root"
            + " order by 4, 5";

    private final Connection connection;

    private Store(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a store. A database that another process has open is read all the same, unless it is an H2 file.
     *
     * @throws CommandFailure when it cannot be opened
     */
    public static Store open(String url, @Nullable String user, char @Nullable [] password) {
        Properties properties = new Properties();
        if (user != null) {
            properties.put("user", user);
        }
        if (password != null) {
            properties.put("password", new String(password));
        }
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            // PostgreSQL gives rows in blocks only inside a transaction, and one snapshot to all reads in this one.
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Store(connection);
        } catch (SQLException e) {
            throw failure("cannot be opened", e);
        }
    }

    @Override
    public Delivery delivery() {
        return Delivery.ONCE;
    }

    @Override
    public void read(Reader reader) {
        EventChain digests = new EventChain();
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            select.setFetchSize(BLOCK);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.event(new StoredForm(rows.getBytes(5))
                            .entry(
                                    rows.getString(1),
                                    rows.getLong(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getBytes(6),
                                    digests));
                }
            }
        } catch (SQLException e) {
            throw failure("cannot be read; is it the database of auth-command?", e);
        }
    }

    /** The heads and roots that the store keeps, in the order of their topic. */
    public HeadsSource heads() {
        return consumer -> {
            try (PreparedStatement select = connection.prepareStatement(HEADS)) {
                select.setFetchSize(HEADS_BLOCK);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        String jws = rows.getString(3);
                        consumer.accept(
                                rows.getString(1),
                                jws == null ? rows.getBytes(2) : jws.getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (SQLException e) {
                throw failure("has no heads; is it the database of auth-command?", e);
            }
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("cannot be closed", e);
        }
    }

    /** Without the driver's message: it may repeat the URL. */
    private static CommandFailure failure(String what, SQLException e) {
        return new CommandFailure(
                ExitCode.NO_ACCESS,
                "the store " + what + " (SQL state " + e.getSQLState() + ", " + e.getErrorCode() + ")",
                e);
    }
}
