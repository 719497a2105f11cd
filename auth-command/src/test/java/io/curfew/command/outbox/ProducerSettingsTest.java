package io.curfew.command.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProducerSettingsTest {
    private static final Duration DELIVERY = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({
        "acks, 1, all",
        "enable.idempotence, false, true",
        "linger.ms, 1000, 0",
        "delivery.timeout.ms, 120000, 5000",
        "client.id, mine, curfew-relay-node-1"
    })
    void what_the_promises_rest_on_cannot_be_overridden(String name, String wish, String kept) {
        Map<String, Object> settings = ProducerSettings.of(client(Map.of(name, wish)), "node-1", DELIVERY);

        assertThat(settings.get(name)).hasToString(kept);
    }

    @Test
    void the_rest_may_be_tuned() {
        Map<String, Object> tuned =
                ProducerSettings.of(client(Map.of("max.block.ms", "250", "security.protocol", "SSL")), "n", DELIVERY);
        Map<String, Object> plain = ProducerSettings.of(client(Map.of()), "n", DELIVERY);

        assertThat(tuned).containsEntry("max.block.ms", "250").containsEntry("security.protocol", "SSL");
        assertThat(plain).containsEntry("max.block.ms", 1000L).containsEntry("request.timeout.ms", 2000);
    }

    @Test
    void kafka_takes_them_as_they_are() {
        Map<String, Object> settings = ProducerSettings.of(client(Map.of("acks", "0")), "n", Duration.ofMillis(1));

        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()).close(Duration.ZERO);
    }

    private static Map<String, Object> client(Map<String, String> wishes) {
        Map<String, Object> client = new HashMap<>(wishes);
        client.put("bootstrap.servers", "127.0.0.1:1");
        return client;
    }
}
