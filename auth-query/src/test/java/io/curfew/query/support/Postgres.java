package io.curfew.query.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, one per test run, with as many databases as asked for. */
public final class Postgres {
    private static final String TEMPLATE = "with_the_tables_of_auth_query";
    private static final int MOST_CONNECTIONS = 8;

    private static @Nullable EmbeddedPostgres server;

    private Postgres() {}

    /**
     * A new database with the tables of auth-query, copied from one that was migrated once. Its connections are kept for a
     * while, as a service does: to open one takes the server longer than most of what tests ask.
     */
    public static DataSource database() throws IOException, SQLException {
        EmbeddedPostgres running = running();
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(running.getJdbcUrl("postgres", create(running, "template " + TEMPLATE)));
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(MOST_CONNECTIONS);
        pool.setMinimumIdle(0); // those of the tests that are over go away by themselves
        pool.setIdleTimeout(10_000);
        return new HikariDataSource(pool);
    }

    /** The address of a new, empty database. */
    public static String url() throws IOException, SQLException {
        EmbeddedPostgres running = running();
        return running.getJdbcUrl("postgres", create(running, ""));
    }

    private static String create(EmbeddedPostgres running, String how) throws SQLException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        execute(running, "create database " + name + " " + how);
        return name;
    }

    private static void execute(EmbeddedPostgres running, String sql) throws SQLException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static synchronized EmbeddedPostgres running() throws IOException, SQLException {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = EmbeddedPostgres.start();
            execute(running, "create database " + TEMPLATE);
            Databases.migrate(running.getDatabase("postgres", TEMPLATE));
            server = running;
        }
        return running;
    }
}
