package io.curfew.command.outbox;

import io.curfew.command.StartRefusedException;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.kafka.*}. Immutable.
 *
 * @param bootstrapServers where Kafka is; there is no default
 * @param createTopics whether missing topics are created, with safe settings
 * @param replicationFactor for created topics; 0 leaves it to the broker
 * @param startupTimeout how long Kafka may take to answer at start
 * @param client more settings for the Kafka clients, such as security
 */
@ConfigurationProperties("curfew.kafka")
record KafkaProperties(
        @Nullable String bootstrapServers,
        @DefaultValue("true") boolean createTopics,
        @DefaultValue("0") short replicationFactor,
        @DefaultValue("30s") Duration startupTimeout,
        @DefaultValue(SessionEventsTopic.NAME) String eventsTopic,
        @DefaultValue(RevocationsTopic.NAME) String revocationsTopic,
        @DefaultValue(ReceiptsTopic.NAME) String receiptsTopic,
        @DefaultValue(PersonalKeysTopic.NAME) String personalKeysTopic,
        @DefaultValue(SessionHeadsTopic.NAME) String headsTopic,
        @Nullable Map<String, String> client) {

    Map<String, Object> clientSettings() {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new StartRefusedException(
                    "curfew.kafka.bootstrap-servers is not set.",
                    "Set it to the addresses of your Kafka brokers, such as 127.0.0.1:9092.");
        }
        Map<String, Object> settings = new HashMap<>();
        if (client != null) {
            settings.putAll(client);
        }
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }
}
