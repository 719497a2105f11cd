package io.curfew.command.running;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One broker for all tests of a JVM; each test brings its own topics. */
public final class Broker {
    private static EmbeddedKafkaBroker shared;

    private Broker() {}

    /** Its bootstrap servers. */
    public static synchronized String address() {
        if (shared == null) {
            shared = start();
        }
        return shared.getBrokersAsString();
    }

    /** One that a test may stop. */
    public static EmbeddedKafkaBroker start() {
        EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.afterPropertiesSet();
        return broker;
    }
}
