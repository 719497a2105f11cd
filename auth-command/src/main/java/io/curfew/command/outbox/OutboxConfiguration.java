package io.curfew.command.outbox;

import io.curfew.command.database.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the outbox and its relays together. Topics are seen to before the first record can be sent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OutboxProperties.class, KafkaProperties.class})
class OutboxConfiguration {
    private static final Duration LEASE = Duration.ofSeconds(3);
    /** Counting costs a query; a listener that lacks something learns it this much later. */
    private static final Duration CLAIMS = Duration.ofSeconds(5);

    @Bean
    KafkaPublisher kafkaPublisher(KafkaProperties kafka, OutboxProperties relay) {
        new TopicSetup(kafka).run();
        return new KafkaPublisher(kafka.clientSettings(), node(relay), relay.deliveryTimeout());
    }

    @Bean
    OutboxStore outboxStore(JdbcTemplate jdbc, OutboxProperties relay, KafkaProperties kafka) {
        return new OutboxStore(jdbc, node(relay), kafka.revocationsTopic());
    }

    @Bean
    OutboxDepth outboxDepth(JdbcTemplate jdbc, KafkaProperties kafka) {
        return new OutboxDepth(jdbc, relayed(kafka), System::nanoTime);
    }

    @Bean
    OutboxMetrics outboxMetrics(OutboxDepth depth, KafkaProperties kafka) {
        return new OutboxMetrics(depth, relayed(kafka));
    }

    private static List<String> relayed(KafkaProperties kafka) {
        return List.of(kafka.revocationsTopic(), kafka.eventsTopic(), kafka.personalKeysTopic());
    }

    @Bean(initMethod = "start")
    OutboxRelays outboxRelays(
            OutboxStore store, KafkaPublisher publisher, KafkaProperties kafka, ObjectProvider<CrashPoint> crashPoint) {
        return new OutboxRelays(store, publisher, crashPoint.getIfAvailable(() -> CrashPoint.NONE), kafka);
    }

    @Bean
    OutboxWriter outboxWriter(
            OutboxStore store,
            OutboxRelays relays,
            KafkaProperties kafka,
            ObjectProvider<CrashPoint> crashPoint,
            @Value("${curfew.issuer:http://127.0.0.1:8080}") String issuer) {
        return new OutboxWriter(
                new RecordMapper(issuer, kafka.eventsTopic(), kafka.revocationsTopic(), kafka.personalKeysTopic()),
                store,
                relays,
                crashPoint.getIfAvailable(() -> CrashPoint.NONE));
    }

    @Bean(initMethod = "start")
    OutboxSweeper noticeSweeper(
            OutboxRelays relays,
            OutboxStore store,
            KafkaPublisher publisher,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            OutboxProperties properties) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return new OutboxSweeper(relays.notices(), store, publisher, jdbc, transaction, properties, "orphan-notices");
    }

    @Bean(initMethod = "start")
    OutboxSweeper eventSweeper(
            OutboxRelays relays,
            OutboxStore store,
            KafkaPublisher publisher,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            OutboxProperties properties) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return new OutboxSweeper(relays.events(), store, publisher, jdbc, transaction, properties, "orphans");
    }

    @Bean(initMethod = "start")
    OutboxSweeper keySweeper(
            OutboxRelays relays,
            OutboxStore store,
            KafkaPublisher publisher,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            OutboxProperties properties) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return new OutboxSweeper(relays.keys(), store, publisher, jdbc, transaction, properties, "orphan-keys");
    }

    @Bean(initMethod = "start")
    WatermarkRelay watermarkRelay(
            OutboxStore store,
            KafkaPublisher publisher,
            OutboxSweeper noticeSweeper,
            SettledTopic settledTopic,
            Republication republication,
            JdbcTemplate jdbc,
            OutboxProperties relay,
            KafkaProperties kafka,
            Clock clock) {
        Lease lease = new Lease(jdbc, "watermark", node(relay), LEASE);
        TopicClaims claims = new TopicClaims(store, settledTopic, republication, clock, CLAIMS);
        return new WatermarkRelay(
                store,
                publisher,
                settledTopic,
                claims,
                lease,
                clock,
                kafka.revocationsTopic(),
                relay.watermarkInterval());
    }

    @Bean
    SettledTopic settledTopic(KafkaProperties kafka, JdbcTemplate jdbc, Republication republication) {
        return new SettledTopic(
                kafka.revocationsTopic(), kafka.clientSettings(), jdbc, republication::republishUnexpired);
    }

    @Bean
    KeyRepublication keyRepublication(
            JdbcTemplate jdbc,
            KafkaPublisher publisher,
            KafkaProperties kafka,
            Clock clock,
            TaskScheduler curfewScheduler) {
        KeyRepublication keys = new KeyRepublication(jdbc, publisher, kafka.personalKeysTopic());
        keys.schedule(
                curfewScheduler,
                clock,
                new SettledTopic(kafka.personalKeysTopic(), kafka.clientSettings(), jdbc, keys::republish));
        return keys;
    }

    @Bean
    KafkaHeads kafkaHeads(KafkaProperties kafka, KafkaPublisher publisher) {
        return new KafkaHeads(kafka, publisher);
    }

    @Bean
    Republication republication(OutboxStore store, KafkaPublisher publisher, Clock clock) {
        return new Republication(store, publisher, clock);
    }

    @Bean
    OutboxRetention outboxRetention(
            OutboxStore store, JdbcTemplate jdbc, OutboxProperties relay, Clock clock, TaskScheduler curfewScheduler) {
        Lease lease = new Lease(jdbc, "retention", node(relay), Duration.ofMinutes(2));
        OutboxRetention retention = new OutboxRetention(store, lease, clock, relay.keepPublished());
        retention.schedule(curfewScheduler);
        return retention;
    }

    /** For housekeeping only; nothing that anybody waits for runs here. */
    @Bean
    ThreadPoolTaskScheduler curfewScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(1);
        scheduler.setThreadNamePrefix("curfew-housekeeping-");
        scheduler.setDaemon(true);
        // Ending it by an interrupt could meet H2 in the middle of a write, and that closes the whole database.
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(5);
        return scheduler;
    }

    private static String node(OutboxProperties relay) {
        return Objects.requireNonNull(relay.node(), "has a default");
    }
}
