package io.curfew.command.outbox;

import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.kafka.ReceiptsReader;
import io.curfew.events.receipt.kafka.TopicTail;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listens to what nodes say they have applied. */
@Configuration(value = "commandReceiptsConfiguration", proxyBeanMethods = false)
class ReceiptsConfiguration {

    @Bean
    Fleet commandFleet(KafkaProperties kafka) {
        return new Fleet(kafka.revocationsTopic());
    }

    /** Takes the publisher only so that the topic has been seen to. */
    @Bean(initMethod = "start")
    TopicTail commandReceiptsReader(
            KafkaProperties kafka, @Qualifier("commandFleet") Fleet fleet, Clock clock, KafkaPublisher publisher) {
        return ReceiptsReader.tail(kafka.clientSettings(), kafka.receiptsTopic(), fleet, clock);
    }
}
