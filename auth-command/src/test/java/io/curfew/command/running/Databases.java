package io.curfew.command.running;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** New, empty databases: files of H2, and PostgreSQL from one server per test run. */
public final class Databases {
    private static EmbeddedPostgres postgres;

    private Databases() {}

    /** The arguments of a test that must hold on both. */
    public static Stream<String> both() {
        return Stream.of("h2", "postgresql");
    }

    /** Boot properties of a new, empty database. */
    public static List<String> fresh(String vendor) {
        return vendor.equals("h2") ? h2File() : postgres();
    }

    private static List<String> h2File() {
        try {
            Path file = Files.createTempDirectory("curfew-h2").resolve("curfew");
            return List.of("spring.datasource.url=jdbc:h2:file:" + file + ";WRITE_DELAY=0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized List<String> postgres() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder().start();
            }
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return List.of(
                    "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name,
                    "spring.datasource.username=postgres",
                    "spring.datasource.password=postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
