package io.curfew.command.outbox;

import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.events.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Kafka takes notices but not some events, as when a partition of events has no leader. */
class StuckEventsIT {
    private static final int STUCK = 700;

    private final Instant now = Instant.now();

    @Test
    @DisplayName("I9 StaleIsExplained: events that Kafka does not take hold up neither revocations nor watermarks")
    void own_stuck_events_hold_up_no_revocation() {
        List<String> properties = properties();
        try (CoreNode node = CoreNode.start(properties)) {
            stick(node, "me");
        }
        try (CoreNode node = CoreNode.start(properties)) {
            node.commands().start(start("a", now), () -> {});

            assertThat(node.commands()
                            .revoke(revoke("a", "a", now))
                            .publication()
                            .published())
                    .isTrue();
            long watermarks = watermarks(node);
            await().until(() -> watermarks(node) > watermarks + 1);
        }
    }

    @Test
    @DisplayName("I2 NoAckedRevocationLost: a dead node's revocations are taken over although its events are stuck")
    void stuck_events_of_a_dead_node_hold_up_no_revocation() {
        try (CoreNode node = CoreNode.start(properties())) {
            stick(node, "dead");
            node.commands().start(start("a", now), () -> {});
            node.commands().revoke(revoke("a", "a", now));
            node.jdbc()
                    .update("insert into outbox (node, topic, record_key, record_value, record_headers, revocation_id,"
                            + " stream_position, created_at) select 'dead', topic, record_key, record_value, '', 'r', 0,"
                            + " current_timestamp - interval '1' minute from outbox where revocation_id is not null");

            await().untilAsserted(() -> assertThat(node.revocations().find("r"))
                    .hasValueSatisfying(state -> assertThat(state.published()).isTrue()));
        }
    }

    @Test
    @DisplayName("what is stuck is counted, with its age, and what flows is not")
    void what_is_stuck_is_counted() {
        try (CoreNode node = CoreNode.start(properties())) {
            stick(node, "dead");

            OutboxDepth depth = new OutboxDepth(
                    node.jdbc(),
                    List.of(
                            node.property("curfew.kafka.revocations-topic"),
                            node.property("curfew.kafka.events-topic")),
                    System::nanoTime);
            assertThat(depth.measure().get(0)).satisfies(notices -> {
                assertThat(notices.records()).isZero();
                assertThat(notices.oldest()).isZero();
            });
            assertThat(depth.measure().get(1)).satisfies(events -> {
                assertThat(events.records()).isEqualTo(STUCK);
                assertThat(events.oldest()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
            });
        }
    }

    private static List<String> properties() {
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        properties.add("curfew.relay.node=me");
        properties.add("curfew.kafka.client.max.request.size=2000");
        return properties;
    }

    private static void stick(CoreNode node, String owner) {
        byte[] tooLarge = new byte[3000];
        String topic = node.property("curfew.kafka.events-topic");
        node.jdbc()
                .batchUpdate(
                        "insert into outbox (node, topic, record_key, record_value, record_headers, stream_position,"
                                + " created_at) values (?, ?, ?, ?, '', 0, current_timestamp - interval '1' minute)",
                        IntStream.range(0, STUCK)
                                .mapToObj(i -> new Object[] {owner, topic, new byte[] {1}, tooLarge})
                                .toList());
    }

    private static long watermarks(CoreNode node) {
        return Topics.notices(Broker.address(), node.property("curfew.kafka.revocations-topic")).stream()
                .filter(Notice.Watermark.class::isInstance)
                .count();
    }
}
