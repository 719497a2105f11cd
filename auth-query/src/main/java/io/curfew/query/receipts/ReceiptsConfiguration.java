package io.curfew.query.receipts;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.kafka.ReceiptsReader;
import io.curfew.events.receipt.kafka.TopicTail;
import io.curfew.query.QueryProperties;
import io.curfew.query.replay.EventTopic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Composes the receipts: two readers and what they tell. */
@Configuration(value = "queryReceiptsConfiguration", proxyBeanMethods = false)
public class ReceiptsConfiguration {

    @Bean
    Fleet queryFleet(QueryProperties properties) {
        return new Fleet(properties.revocationsTopic());
    }

    @Bean
    Receipts queryReceipts(
            @Qualifier("queryFleet") Fleet fleet, ObjectProvider<Clock> clock, ObjectProvider<MeterRegistry> registry) {
        return new Receipts(
                fleet, clock.getIfAvailable(Clock::systemUTC), registry.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean(initMethod = "start")
    @ConditionalOnBooleanProperty(name = "curfew.query.live", matchIfMissing = true)
    TopicTail queryReceiptsReader(
            EventTopic kafka,
            QueryProperties properties,
            @Qualifier("queryFleet") Fleet fleet,
            ObjectProvider<Clock> clock) {
        return ReceiptsReader.tail(
                kafka.clientSettings(), properties.receiptsTopic(), fleet, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean(initMethod = "start")
    @ConditionalOnBooleanProperty(name = "curfew.query.live", matchIfMissing = true)
    TopicTail queryNoticesReader(
            EventTopic kafka, QueryProperties properties, Receipts receipts, ObjectProvider<Clock> clock) {
        return new TopicTail(
                kafka.clientSettings(),
                properties.revocationsTopic(),
                Fleet.LOOKBACK,
                receipts.places(),
                clock.getIfAvailable(Clock::systemUTC));
    }
}
