package io.curfew.command.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.EraseUser;
import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.StartSession;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Threads;
import io.curfew.command.running.Topics;
import io.curfew.events.AuthMethod;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRepublicationIT {

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    void every_key_and_every_tombstone_can_be_published_again(String vendor) {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings(vendor))) {
            start(node, "kept");
            start(node, "erased");
            await().untilAsserted(
                            () -> assertThat(keys(node)).hasSize(2)); // a key not yet sent is never sent once erased
            erase(node);
            await().untilAsserted(() -> assertThat(keys(node)).hasSize(3));
            byte[] key = keys(node).get(0).value();

            assertThat(node.bean(KeyRepublication.class).republish()).isEqualTo(2);

            List<ConsumerRecord<byte[], byte[]>> again = keys(node).subList(3, 5);
            assertThat(again)
                    .extracting(record -> new String(record.key(), UTF_8))
                    .containsExactly("erased", "kept");
            assertThat(again.get(0).value()).isNull();
            assertThat(again.get(1).value()).isEqualTo(key);
        }
    }

    @Test
    void a_key_that_was_on_its_way_while_its_user_was_erased_gets_a_tombstone_behind_it() {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("h2"))) {
            start(node, "erased");
            String wrapped = node.jdbc().queryForObject("select wrapped_key from personal_data_key", String.class);
            await().untilAsserted(() -> assertThat(keys(node)).hasSize(1));
            erase(node);
            await().untilAsserted(() -> assertThat(keys(node)).hasSize(2));

            node.bean(KeyRepublication.class).publish(List.of(new KeyRepublication.Row("erased", wrapped)));

            assertThat(keys(node).subList(2, 4))
                    .extracting(record -> record.value() == null)
                    .containsExactly(false, true);
        }
    }

    @Test
    @DisplayName("I1: an erasure waits neither for who sends the user's key nor for Kafka")
    void an_erasure_waits_for_nobody_who_sends_keys() throws SQLException {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings("postgresql"));
                KafkaPublisher unreachable = new KafkaPublisher(
                        Map.of("bootstrap.servers", "127.0.0.1:1"), "unreachable", Duration.ofSeconds(2));
                Connection other = node.bean(DataSource.class).getConnection()) {
            for (int user = 0; user < 30; user++) {
                start(node, "user" + user);
            }
            start(node, "erased");
            await().untilAsserted(() -> assertThat(keys(node)).hasSize(31));
            KeyRepublication republication =
                    new KeyRepublication(node.jdbc(), unreachable, node.property("curfew.kafka.personal-keys-topic"));
            CompletableFuture<Integer> republished =
                    CompletableFuture.supplyAsync(republication::republish, Threads.ONE_EACH);
            other.setAutoCommit(false);
            other.createStatement().execute("select id from outbox for update"); // as who takes over orphans

            assertThat(CompletableFuture.runAsync(() -> erase(node), Threads.ONE_EACH))
                    .succeedsWithin(Duration.ofSeconds(20));
            assertThat(republished)
                    .as("gives up at once, not once for each key")
                    .failsWithin(Duration.ofSeconds(30)) // each would take two
                    .withThrowableThat()
                    .withRootCauseInstanceOf(IllegalStateException.class);
            other.rollback();
        }
    }

    private static void erase(CoreNode node) {
        node.commands().erase(new EraseUser("erased", Initiator.admin("admin", null), Instant.now()), () -> {});
    }

    private static void start(CoreNode node, String user) {
        StartSession command = new StartSession(
                user,
                user + "-s",
                "web",
                null,
                new Origin("192.0.2.1", "curl"),
                AuthMethod.PASSWORD,
                user + "-0",
                "jti",
                Set.of(),
                Instant.now());
        node.commands().start(command, () -> {});
    }

    private static List<ConsumerRecord<byte[], byte[]>> keys(CoreNode node) {
        return Topics.records(
                node.property("curfew.kafka.bootstrap-servers"), node.property("curfew.kafka.personal-keys-topic"));
    }
}
