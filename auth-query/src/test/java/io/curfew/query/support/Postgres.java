package io.curfew.query.support;

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
    private static @Nullable EmbeddedPostgres server;

    private Postgres() {}

    /** A new, empty database. */
    public static DataSource database() throws IOException, SQLException {
        return running().getDatabase("postgres", create());
    }

    /** The address of a new, empty database. */
    public static String url() throws IOException, SQLException {
        return running().getJdbcUrl("postgres", create());
    }

    private static String create() throws IOException, SQLException {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    private static synchronized EmbeddedPostgres running() throws IOException {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = EmbeddedPostgres.start();
            server = running;
        }
        return running;
    }
}
