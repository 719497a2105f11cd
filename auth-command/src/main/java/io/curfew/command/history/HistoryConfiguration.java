package io.curfew.command.history;

import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the history's parts together. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    @Bean
    static JavaMigration chainExistingEvents() {
        return new V151__ChainExistingEvents();
    }

    @Bean
    HistoryHeads historyHeads(JdbcTemplate jdbc) {
        return new HistoryHeads(jdbc);
    }
}
