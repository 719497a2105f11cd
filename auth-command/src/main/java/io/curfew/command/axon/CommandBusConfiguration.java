package io.curfew.command.axon;

import io.curfew.command.domain.RevocationRule;
import io.curfew.command.domain.UserSessions;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command bus of this process and the aggregates on it. */
@Configuration(proxyBeanMethods = false)
class CommandBusConfiguration {
    /** How many events a stream may grow before the next snapshot. */
    static final int SNAPSHOT_AFTER = 100;

    @Bean
    CommandDispatcher commandDispatcher(
            EventStore sessionEventStore,
            Snapshotter sessionSnapshotter,
            TransactionManager axonTransactionManager,
            ParameterResolverFactory sessionHandlerParameters) {
        CommandBus bus = SimpleCommandBus.builder()
                .transactionManager(axonTransactionManager)
                .build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(CommandDispatcher.TRACEPARENT)));
        CommandDispatcher dispatcher = new CommandDispatcher(bus);
        subscribe(
                UserSessions.class,
                EventSourcingRepository.builder(UserSessions.class)
                        .eventStore(sessionEventStore)
                        .parameterResolverFactory(sessionHandlerParameters)
                        .snapshotTriggerDefinition(
                                new EventCountSnapshotTriggerDefinition(sessionSnapshotter, SNAPSHOT_AFTER))
                        .build(),
                sessionHandlerParameters,
                bus);
        subscribe(
                RevocationRule.class,
                EventSourcingRepository.builder(RevocationRule.class)
                        .eventStore(sessionEventStore)
                        .parameterResolverFactory(sessionHandlerParameters)
                        .build(),
                sessionHandlerParameters,
                bus);
        return dispatcher;
    }

    private static <T> void subscribe(
            Class<T> aggregate, Repository<T> repository, ParameterResolverFactory parameters, CommandBus bus) {
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(aggregate)
                .repository(repository)
                .parameterResolverFactory(parameters)
                .build()
                .subscribe(bus);
    }
}
