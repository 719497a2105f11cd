package io.curfew.command.outbox;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties {@code curfew.relay.*}: how rows get to Kafka. Immutable.
 *
 * @param node this node's name in the outbox, its own for each node; one that stays the same over restarts lets it find
 *     what it left behind at once. Random by default
 * @param poll how often the relay looks for orphans, and how long it pauses after a failure
 * @param orphanAfter rows of another node that are unpublished for so long are taken over
 * @param watermarkInterval how often a watermark is appended
 * @param deliveryTimeout after so long without acknowledgement a record has failed and is tried again later
 * @param keepPublished how long rows of events are kept once they are published; notices stay until they have expired
 */
@ConfigurationProperties("curfew.relay")
record OutboxProperties(
        @Nullable String node,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("6s") Duration orphanAfter,
        @DefaultValue("1s") Duration watermarkInterval,
        @DefaultValue("5s") Duration deliveryTimeout,
        @DefaultValue("1h") Duration keepPublished) {

    OutboxProperties {
        node = node == null || node.isBlank() ? UUID.randomUUID().toString() : node;
    }
}
