package io.curfew.command.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the producer: what may be tuned, and on top what the promises rest on and nobody may. Stateless. */
final class ProducerSettings {

    private ProducerSettings() {}

    /**
     * The settings.
     *
     * @param client those of {@code curfew.kafka.client.*}, and where Kafka is
     * @param node this node's name in the outbox
     * @param deliveryTimeout how long a record may take to be acknowledged
     */
    static Map<String, Object> of(Map<String, Object> client, String node, Duration deliveryTimeout) {
        long delivery = deliveryTimeout.toMillis();
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                1000L,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.max(1, delivery * 2 / 5),
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500L,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
        settings.putAll(client);
        // Not to be overridden: on these the promises rest.
        settings.putAll(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "curfew-relay-" + node,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0L,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) delivery));
        return settings;
    }
}
