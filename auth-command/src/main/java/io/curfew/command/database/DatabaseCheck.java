package io.curfew.command.database;

import io.curfew.command.StartRefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** Refuses databases that would lose what was acknowledged. */
final class DatabaseCheck {
    private static final String CONNECTION_TIP =
            "Check spring.datasource.url, its user and password, and that the database accepts connections.";

    private DatabaseCheck() {}

    static String vendor(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            if (product.equals("h2")) {
                requireDurableH2(connection);
            } else if (!product.equals("postgresql")) {
                throw new StartRefusedException(
                        "The database is " + product + ".", "Use PostgreSQL, or H2 for a single node.");
            }
            return product;
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "The database cannot be reached (" + e.getClass().getSimpleName() + ", SQL state " + e.getSQLState()
                            + ").",
                    CONNECTION_TIP);
        }
    }

    /** H2 writes a commit to the file up to half a second late unless told not to; kill -9 then loses it. */
    private static void requireDurableH2(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select database_path(), (select max(setting_value) from"
                        + " information_schema.settings where setting_name = 'WRITE_DELAY')")) {
            row.next();
            String file = row.getString(1);
            String delay = row.getString(2);
            if (file != null && !"0".equals(delay)) {
                throw new StartRefusedException(
                        "This H2 database would lose acknowledged logouts when the process is killed.",
                        "Add ;WRITE_DELAY=0 to spring.datasource.url.");
            }
        }
    }
}
