package io.curfew.listener;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of the three Kafka clients. Immutable. */
final class KafkaSettings {
    private final Map<String, Object> given;

    KafkaSettings(Map<String, Object> given) {
        this.given = Map.copyOf(given);
    }

    Map<String, Object> consumer() {
        Map<String, Object> all = common();
        all.keySet().removeIf(name -> name.startsWith("group."));
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // "latest" and "earliest" both answer a lost place with silence; a lost place is lost revocations.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The broker answers as soon as there is one byte, so a revocation waits for nobody's batch.
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        all.put(ConsumerConfig.CHECK_CRCS_CONFIG, true);
        return all;
    }

    Map<String, Object> admin() {
        Map<String, Object> all = common();
        all.put(AdminClientConfig.CLIENT_ID_CONFIG, all.get(AdminClientConfig.CLIENT_ID_CONFIG) + "-probe");
        all.keySet().retainAll(AdminClientConfig.configNames());
        return all;
    }

    /** For receipts: the first must not be lost once it is acknowledged; losing another only delays a proof. */
    Map<String, Object> producer() {
        Map<String, Object> all = common();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, all.get(ProducerConfig.CLIENT_ID_CONFIG) + "-receipts");
        all.keySet().retainAll(ProducerConfig.configNames());
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000);
        // An old receipt is worth nothing: the next one says more.
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3000);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 512 * 1024);
        return all;
    }

    String bootstrapServers() {
        return String.valueOf(given.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    private Map<String, Object> common() {
        Map<String, Object> all = new HashMap<>();
        all.put("client.id", "curfew-listener");
        // Short, so that a dead link is noticed and replaced well inside the allowed staleness.
        all.put("request.timeout.ms", 3000);
        all.put("default.api.timeout.ms", 5000);
        all.put("socket.connection.setup.timeout.ms", 2000);
        all.put("socket.connection.setup.timeout.max.ms", 4000);
        all.put("reconnect.backoff.ms", 50);
        all.put("reconnect.backoff.max.ms", 1000);
        // Two listeners of one JVM must not fight over MBean names, and nothing phones home.
        all.put("metric.reporters", "");
        all.put("enable.metrics.push", false);
        all.putAll(given);
        return all;
    }
}
