package io.curfew.command.outbox;

import static io.curfew.command.domain.Mother.revoke;
import static io.curfew.command.domain.Mother.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.RevokeResult;
import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.StoreUnavailableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kafka.server.KafkaBroker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Kafka or the database goes away under a running node. */
class OutageIT {
    private final Instant now = Instant.now();

    @Test
    @DisplayName("broker killed between commit and acknowledgement: durable and not published, then published")
    void a_logout_without_kafka_is_published_later() {
        EmbeddedKafkaBroker broker = Broker.start();
        List<String> properties = new ArrayList<>(CoreNode.surroundings("h2"));
        properties.addAll(CoreNode.topics(broker.getBrokersAsString()));
        properties.add("curfew.publish.budget=300ms");
        properties.add("curfew.relay.delivery-timeout=1500ms");
        try (CoreNode node = CoreNode.start(properties)) {
            node.commands().start(start("a", now), () -> {});
            node.commands().start(start("b", now), () -> {});
            Outcome<RevokeResult> first = node.commands().revoke(revoke("b", null, now));
            await().untilAsserted(() -> assertThat(
                            node.revocations().find(first.publication().id()))
                    .hasValueSatisfying(state -> assertThat(state.published()).isTrue()));
            KafkaBroker server =
                    ((EmbeddedKafkaKraftBroker) broker).getCluster().brokers().get(0);
            server.shutdown();

            Outcome<RevokeResult> outcome = node.commands().revoke(revoke("a", null, now));

            assertThat(outcome.result()).isEqualTo(new RevokeResult.Revoked(List.of("a")));
            assertThat(outcome.publication().published()).isFalse();
            assertThat(node.revocations().find(outcome.publication().id()))
                    .hasValueSatisfying(state -> assertThat(state.published()).isFalse());

            server.startup();

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            node.revocations().find(outcome.publication().id()))
                    .hasValueSatisfying(state -> assertThat(state.published()).isTrue()));
            assertThat(Topics.revokedSessions(
                            broker.getBrokersAsString(), node.property("curfew.kafka.revocations-topic")))
                    .contains("a", "b");
        } finally {
            broker.destroy();
        }
    }

    @Test
    void without_the_database_a_command_says_that_the_store_is_unavailable() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        List<String> properties = new ArrayList<>(CoreNode.topics(Broker.address()));
        properties.addAll(List.of(
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "spring.datasource.hikari.connection-timeout=2000"));
        try (CoreNode node = CoreNode.start(properties)) {
            node.commands().start(start("a", now), () -> {});
            postgres.close();

            assertThatThrownBy(() -> node.commands().revoke(revoke("a", null, now)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> node.lookup().byRefreshTokenHash("a-0"))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> node.revocations().find("x")).isInstanceOf(StoreUnavailableException.class);
        }
    }
}
