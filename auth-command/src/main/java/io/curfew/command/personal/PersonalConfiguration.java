package io.curfew.command.personal;

import io.curfew.command.StartRefusedException;
import io.curfew.command.database.Lease;
import io.curfew.command.outbox.OutboxWriter;
import io.curfew.events.personal.KeyWrap;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Composes the keys of personal data. */
@Configuration(proxyBeanMethods = false)
class PersonalConfiguration {
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Bean
    PersonalKeys personalKeys(
            JdbcTemplate jdbc,
            OutboxWriter outbox,
            @Value("${curfew.keys.encryption-key:#{null}}") @Nullable String encryptionKey) {
        return new PersonalKeys(jdbc, outbox, wrap(encryptionKey));
    }

    @Bean
    KeyRewrap personalKeyRewrap(
            JdbcTemplate jdbc,
            OutboxWriter outbox,
            PlatformTransactionManager transactions,
            Clock clock,
            TaskScheduler curfewScheduler,
            @Value("${curfew.keys.encryption-key:#{null}}") @Nullable String encryptionKey) {
        KeyRewrap rewrap = new KeyRewrap(jdbc, outbox, new TransactionTemplate(transactions), wrap(encryptionKey));
        rewrap.schedule(curfewScheduler, clock);
        return rewrap;
    }

    @Bean
    Tombstones personalTombstones(
            JdbcTemplate jdbc,
            OutboxWriter outbox,
            PlatformTransactionManager transactions,
            Clock clock,
            TaskScheduler curfewScheduler) {
        Lease lease = new Lease(jdbc, "erasures", UUID.randomUUID().toString(), LEASE);
        Tombstones tombstones = new Tombstones(jdbc, outbox, new TransactionTemplate(transactions), lease, clock);
        tombstones.schedule(curfewScheduler);
        return tombstones;
    }

    private static KeyWrap wrap(@Nullable String encryptionKey) {
        try {
            return new KeyWrap(encryptionKey);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "curfew.keys.encryption-key is not the base64 form of 32 bytes.",
                    "Make one with: openssl rand -base64 32.");
        }
    }
}
