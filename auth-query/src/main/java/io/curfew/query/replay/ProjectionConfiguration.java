package io.curfew.query.replay;

import io.curfew.query.DatabaseUnreachableException;
import io.curfew.query.QueryProperties;
import io.curfew.query.audit.AuditTrail;
import io.curfew.query.personal.PersonalData;
import io.curfew.query.sessions.DeviceParser;
import io.curfew.query.sessions.SessionProjection;
import io.curfew.query.sessions.SessionTable;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Composes the projections: tables, live projection and rebuild. */
@Configuration(proxyBeanMethods = false)
@Import(PersonalDataConfiguration.class)
public class ProjectionConfiguration {
    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*");

    /** Together a minute: twice as long as a builder is believed alive. */
    private static final int BUILD_LOOKS = 120;

    private static final long BUILD_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    @Bean
    Flyway queryFlyway(DataSource dataSource) {
        // Its own history table: auth-command may live in the same schema.
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/query")
                .table("flyway_query")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnreachableException(e);
        }
        return flyway;
    }

    @Bean
    EventTopic sessionEventsTopic(QueryProperties properties, Environment environment) {
        Map<String, Object> settings = new HashMap<>(properties.kafka());
        settings.put("bootstrap.servers", bootstrapServers(properties, environment));
        settings.putIfAbsent("client.id", "curfew-query");
        return new EventTopic(properties.topic(), settings);
    }

    @Bean
    Generations projectionGenerations(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Generations(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    ProjectionStatus projectionStatus() {
        return new ProjectionStatus();
    }

    @Bean
    AuditTrail projectedTrail(NamedParameterJdbcOperations named) {
        return new AuditTrail(named);
    }

    @Bean
    SessionProjection projectedSessions(NamedParameterJdbcOperations named, DeviceParser devices) {
        return new SessionProjection(new SessionTable(named, devices));
    }

    @Bean
    EventApplier sessionEventApplier(
            AuditTrail trail,
            SessionProjection sessions,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PersonalData personal) {
        return new EventApplier(new TransactionTemplate(transactions), new Positions(jdbc), trail, sessions, personal);
    }

    @Bean
    Placement projectionPlacement(EventTopic sessionEventsTopic, JdbcClient jdbc) {
        return new Placement(sessionEventsTopic, new Positions(jdbc));
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "curfew.query.live", matchIfMissing = true)
    LiveProjection liveProjection(
            EventTopic topic,
            Generations generations,
            Placement placement,
            EventApplier applier,
            ProjectionStatus status) {
        return new LiveProjection(topic, new ProjectionRound(topic, generations, placement, applier, status), status);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "curfew.query.live", matchIfMissing = true)
    GenerationSweep projectionGenerationSweep(Generations generations) {
        return new GenerationSweep(generations, SWEEP_EVERY);
    }

    @Bean
    @ConditionalOnWebApplication
    Horizon projectionHorizon(
            EventTopic topic, Generations generations, Placement placement, ObjectProvider<Clock> clock) {
        return new Horizon(topic, generations, placement, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    EventStore rebuildEventStore(QueryProperties properties, DataSource dataSource) {
        QueryProperties.Store store = properties.store();
        String url = store == null ? null : store.url();
        return new EventStore(
                store == null || url == null || url.isBlank()
                        ? dataSource
                        : new DriverManagerDataSource(
                                url,
                                Objects.requireNonNullElse(store.username(), ""),
                                Objects.requireNonNullElse(store.password(), "")));
    }

    @Bean
    Rebuild projectionRebuild(
            EventTopic topic,
            EventStore store,
            Generations generations,
            AuditTrail trail,
            SessionProjection sessions,
            EventApplier applier,
            PersonalData personal,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        return new RebuildParts(
                        topic, store, generations, trail, sessions, personal, applier, RebuildParts.EVENTS_A_PART)
                .rebuild(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    RebuildJob rebuildJob(Rebuild rebuild) {
        return new RebuildJob(rebuild, BUILD_LOOKS, () -> LockSupport.parkNanos(BUILD_PAUSE));
    }

    private static String bootstrapServers(QueryProperties properties, Environment environment) {
        String servers = properties.bootstrapServers();
        if (servers == null || servers.isBlank()) {
            servers = environment.getProperty("curfew.listener.bootstrap-servers");
        }
        if (servers == null || servers.isBlank()) {
            servers = environment.getProperty("curfew.kafka.bootstrap-servers");
        }
        if (servers == null || !SERVERS.matcher(servers.strip()).matches()) {
            throw new InvalidConfigurationPropertyValueException(
                    "curfew.query.bootstrap-servers",
                    servers,
                    "Set it to where Kafka is, as host:port, separated by commas.");
        }
        return servers.strip();
    }
}
