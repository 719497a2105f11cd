package io.curfew.query.verify;

import io.curfew.events.history.kafka.HeadsReader;
import io.curfew.query.QueryProperties;
import io.curfew.query.audit.HistoryPages;
import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.replay.EventTopic;
import io.curfew.query.replay.Generations;
import io.curfew.query.replay.Horizon;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Composes the check of the history. */
@Configuration(proxyBeanMethods = false)
public class VerifyConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    VerifyJob queryVerifyJob(
            Generations generations,
            DataSource dataSource,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            EventTopic kafka,
            QueryProperties properties,
            Horizon horizon,
            ObjectProvider<Clock> clocks,
            @Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri:"
                            + "${spring.security.oauth2.resourceserver.jwt.issuer-uri:http://127.0.0.1:8080}"
                            + "/.well-known/jwks.json}")
                    String jwkSetUri) {
        Clock clock = clocks.getIfAvailable(Clock::systemUTC);
        HistoryPages pages = new HistoryPages(jdbc);
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        // Events and what they are found by are read one after the other, and more come meanwhile.
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new VerifyJob(
                () -> new RecordedHistory(new JdbcTemplate(dataSource), reading, whole(generations.active())),
                () -> pages.count(generations.active().number()),
                new HeadsReader(kafka.clientSettings(), properties.headsTopic()),
                new IssuerKeySet(jwkSetUri),
                () -> {
                    LockSupport.parkNanos(PATIENCE.toNanos());
                    return horizon.await(clock.instant(), PATIENCE);
                });
    }

    private static int whole(Generations.Active active) {
        if (!active.complete()) {
            throw new JobFailedException("The lists are being built from the events; ask again when they are.");
        }
        return active.number();
    }
}
