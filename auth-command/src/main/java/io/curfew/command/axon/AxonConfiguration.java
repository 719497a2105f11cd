package io.curfew.command.axon;

import io.curfew.command.database.SqlErrors;
import io.curfew.command.domain.PersonalData;
import io.curfew.command.domain.RevocationRules;
import io.curfew.command.domain.RulePolicy;
import io.curfew.command.domain.SessionPolicy;
import io.curfew.command.domain.UserSessions;
import io.curfew.command.history.ChainingAppend;
import io.curfew.command.history.HistoryHeads;
import io.curfew.command.outbox.OutboxWriter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Axon's parts, each chosen here and none by default; the reasons are in {@code docs/adr}. */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {
    @Bean
    @DependsOn("commandFlyway")
    TransactionManager axonTransactionManager(PlatformTransactionManager platform) {
        SpringTransactionManager manager = new SpringTransactionManager(platform);
        requireTransactions(manager);
        return manager;
    }

    /** Without a real transaction events and outbox rows would commit one by one, and a crash would tear them apart. */
    static void requireTransactions(TransactionManager manager) {
        Transaction probe = manager.startTransaction();
        try {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("commands must run in database transactions, not in " + manager);
            }
        } finally {
            probe.rollback();
        }
    }

    @Bean
    @DependsOn("commandFlyway")
    EventStorageEngine sessionEventStorage(DataSource dataSource, TransactionManager axonTransactionManager) {
        SessionEventSerializer serializer = new SessionEventSerializer();
        return JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .transactionManager(axonTransactionManager)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(RevisionSnapshotFilter.builder()
                        .type("UserSessions")
                        .revision(
                                UserSessions.class.getAnnotation(Revision.class).value())
                        .build())
                .persistenceExceptionResolver(SqlErrors::isConstraintViolation)
                .schema(schema())
                .appendEvents(new ChainingAppend())
                .build();
    }

    private static EventSchema schema() {
        return EventSchema.builder()
                .eventTable("session_event")
                .snapshotTable("session_snapshot")
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }

    /** Events reach their subscribers inside the command's unit of work, and what a subscriber throws undoes it. */
    @Bean(destroyMethod = "shutDown")
    EmbeddedEventStore sessionEventStore(EventStorageEngine sessionEventStorage, List<EventSubscriber> subscribers) {
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(sessionEventStorage).build();
        subscribers.forEach(subscriber -> store.subscribe(subscriber::on));
        return store;
    }

    @Bean
    EventSubscriber historySubscriber(HistoryHeads heads) {
        return heads::write;
    }

    @Bean
    EventSubscriber outboxSubscriber(OutboxWriter writer) {
        return writer::write;
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        // When it cannot keep up, a snapshot is left for a later command: it is only a shortcut.
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1000),
                task -> {
                    Thread thread = new Thread(task, "curfew-snapshots");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * What the aggregate's handlers may ask for. Everything that inspects the aggregate must be given it: Axon's default knows no
     * policy. On a test class path axon-test's resolver covers that up, so only a whole process shows it.
     */
    @Bean
    ParameterResolverFactory sessionHandlerParameters(
            SessionPolicy policy, RevocationRules rules, RulePolicy rulePolicy, PersonalData personalData) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(UserSessions.class),
                new SimpleResourceParameterResolverFactory(List.of(policy, rules, rulePolicy, personalData)));
    }

    @Bean
    Snapshotter sessionSnapshotter(
            EventStore sessionEventStore,
            TransactionManager axonTransactionManager,
            ExecutorService snapshotExecutor,
            ParameterResolverFactory sessionHandlerParameters) {
        return AggregateSnapshotter.builder()
                .eventStore(sessionEventStore)
                .transactionManager(axonTransactionManager)
                .executor(snapshotExecutor)
                .parameterResolverFactory(sessionHandlerParameters)
                .aggregateFactories(new GenericAggregateFactory<>(AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        UserSessions.class, sessionHandlerParameters)))
                .build();
    }
}
