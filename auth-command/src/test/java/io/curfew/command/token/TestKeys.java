package io.curfew.command.token;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Keys in a database in memory. */
final class TestKeys {
    private static final Map<SigningAlgorithm, KeyStore> SHARED = new ConcurrentHashMap<>();

    private TestKeys() {}

    static JdbcClient database() {
        DataSource source = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/command/common/V101__keys.sql"),
                        new ClassPathResource("db/command/common/V121__retired_keys.sql"))
                .execute(source);
        return JdbcClient.create(source);
    }

    static KeyStore store() {
        return new KeyStore(database(), new SecretBox(null));
    }

    /**
     * One for all tests that need some key of an algorithm and do not let so much time pass that it is rotated; making one
     * takes long.
     */
    static KeyStore shared(SigningAlgorithm algorithm) {
        return SHARED.computeIfAbsent(algorithm, each -> store());
    }

    static TokenProperties.Keys settings(SigningAlgorithm algorithm) {
        return new TokenProperties.Keys(
                algorithm, 2048, Duration.ofDays(30), Duration.ofHours(1), Duration.ofMinutes(1), null);
    }
}
