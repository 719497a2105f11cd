package io.curfew.e2e.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The least a rebuild could take: PostgreSQL's COPY of the very rows it wrote, in their order, from files into tables with
 * the same columns and indexes; one connection, one transaction a table.
 */
final class CopyFloor {
    private static final List<String> TABLES =
            List.of("query_user", "query_audit_event", "query_audit_session", "query_session");

    private final DataSource database;

    CopyFloor(DataSource database) {
        this.database = database;
    }

    /** Seconds it takes for the rows of a generation. */
    double seconds(int generation) throws SQLException, IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            for (String table : TABLES) {
                Path file = Files.createTempFile("curfew-floor", ".copy");
                files.put(table, file);
                try (OutputStream out = Files.newOutputStream(file)) {
                    postgres.getCopyAPI()
                            .copyOut(
                                    "copy (select * from " + table + " where generation = " + generation
                                            + ") to stdout",
                                    out);
                }
                statement.execute("create table floor_" + table + " (like " + table + " including all)");
            }
            statement.execute("checkpoint");
            long began = System.nanoTime();
            for (Map.Entry<String, Path> table : files.entrySet()) {
                try (InputStream in = Files.newInputStream(table.getValue())) {
                    postgres.getCopyAPI().copyIn("copy floor_" + table.getKey() + " from stdin", in);
                }
            }
            return (System.nanoTime() - began) / 1e9;
        } finally {
            for (Path file : files.values()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
