package io.curfew.command.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.EraseUser;
import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.StartSession;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.events.AuthMethod;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRepublicationIT {

    @ParameterizedTest
    @MethodSource("io.curfew.command.running.Databases#both")
    void every_key_and_every_tombstone_can_be_published_again(String vendor) {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings(vendor))) {
            start(node, "kept");
            start(node, "erased");
            node.commands().erase(new EraseUser("erased", Initiator.admin("admin", null), Instant.now()), () -> {});
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
                Instant.now());
        node.commands().start(command, () -> {});
    }

    private static List<ConsumerRecord<byte[], byte[]>> keys(CoreNode node) {
        return Topics.records(
                node.property("curfew.kafka.bootstrap-servers"), node.property("curfew.kafka.personal-keys-topic"));
    }
}
