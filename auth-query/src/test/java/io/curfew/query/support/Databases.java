package io.curfew.query.support;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** New, empty databases of each kind. */
public final class Databases {
    private Databases() {}

    public static DataSource h2() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    public static DataSource postgres() throws IOException, SQLException {
        return Postgres.database();
    }

    /** With the tables of auth-query. */
    public static DataSource migrated(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/query")
                .table("flyway_query")
                .load()
                .migrate();
        return dataSource;
    }
}
