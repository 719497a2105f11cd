package io.curfew.command.database;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The schema of auth-command. It has a Flyway of its own, with its own history, because auth-query may live in the same
 * database. Beans that use {@code JdbcTemplate} or {@code JdbcClient} are created after it has run.
 */
@Configuration(proxyBeanMethods = false)
public class CommandDatabaseConfiguration {
    private static final String SCRIPTS = "db/command/";

    @Bean(initMethod = "migrate")
    Flyway commandFlyway(DataSource dataSource, List<JavaMigration> migrations) {
        String vendor = DatabaseCheck.vendor(dataSource);
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(locations(vendor).toArray(String[]::new))
                .javaMigrations(migrations.toArray(JavaMigration[]::new))
                .table("flyway_command")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private static List<String> locations(String vendor) {
        List<String> locations = new ArrayList<>(List.of("classpath:" + SCRIPTS + "common"));
        String own = SCRIPTS + vendor;
        if (CommandDatabaseConfiguration.class.getClassLoader().getResource(own) != null) {
            locations.add("classpath:" + own);
        }
        return locations;
    }
}
