package io.curfew.query.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Writes many new rows of a table, as fast as the database takes them: PostgreSQL by its COPY, others by a batch of
 * inserts. Runs in the caller's transaction. Thread-safe; throws Spring's {@code DataAccessException}, the same kinds
 * either way.
 */
public final class RowWriter {
    /** Below this, the round trips that begin and end a COPY cost more than they save. */
    private static final int WORTH_A_COPY = 16;

    private final NamedParameterJdbcOperations jdbc;

    public RowWriter(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes rows whose parameters are named as the columns are, all rows the same ones. */
    public void insert(String table, List<? extends SqlParameterSource> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> columns = columns(rows.get(0));
        if (rows.size() >= WORTH_A_COPY
                && Boolean.TRUE.equals(jdbc.getJdbcOperations().execute(copy(table, columns, rows)))) {
            return;
        }
        String values = columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        jdbc.batchUpdate(
                "insert into " + table + " (" + String.join(", ", columns) + ") values (" + values + ")",
                rows.toArray(SqlParameterSource[]::new));
    }

    private static ConnectionCallback<Boolean> copy(
            String table, List<String> columns, List<? extends SqlParameterSource> rows) {
        return connection -> {
            if (!isPostgres(connection)) {
                return false;
            }
            PostgresCopy.write(connection.unwrap(PGConnection.class), table, columns, rows);
            return true;
        };
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    private static List<String> columns(SqlParameterSource row) {
        String[] names = row.getParameterNames();
        if (names == null) {
            throw new IllegalArgumentException("the rows do not name their columns");
        }
        return Stream.of(names).toList();
    }
}
