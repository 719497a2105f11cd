package io.curfew.query.support;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** New databases of each kind, with the tables of auth-query. Those are migrated once and copied. */
public final class Databases {
    private static @Nullable List<String> script;

    private Databases() {}

    public static DataSource h2() {
        DataSource fresh = empty();
        try (Connection connection = fresh.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : script()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return fresh;
    }

    public static DataSource postgres() throws IOException, SQLException {
        return Postgres.database();
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/query")
                .table("flyway_query")
                .load()
                .migrate();
    }

    private static DataSource empty() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    /** What makes an empty database one that was migrated. */
    private static synchronized List<String> script() {
        List<String> known = script;
        if (known == null) {
            DataSource migrated = empty();
            migrate(migrated);
            known = JdbcClient.create(migrated).sql("script nopasswords nosettings").query(String.class).list().stream()
                    .filter(line -> !line.startsWith("--"))
                    .toList();
            script = known;
        }
        return known;
    }
}
