package io.curfew.command.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.EraseUser;
import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Mother;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TombstonesIT {

    @Test
    void a_key_is_wrapped_and_its_tombstone_comes_twice_so_that_no_late_key_stays_behind_it() {
        List<String> settings = new ArrayList<>(CoreNode.surroundings("h2"));
        settings.add("curfew.keys.encryption-key=" + Base64.getEncoder().encodeToString(new byte[32]));
        try (CoreNode node = CoreNode.start(settings)) {
            node.commands().start(Mother.start("a", Instant.now()), () -> {});
            await().untilAsserted(() -> assertThat(keys(node)).hasSize(1));
            assertThat(new String(keys(node).get(0).value(), UTF_8)).startsWith("gcm:");
            node.commands().erase(new EraseUser(Mother.USER, Initiator.admin("admin", null), Instant.now()), () -> {});
            Tombstones tombstones = node.bean(Tombstones.class);

            assertThat(tombstones.repeat(Tombstones.REPEAT_AFTER)).isZero();
            assertThat(tombstones.repeat(Duration.ZERO)).isEqualTo(1);
            assertThat(tombstones.repeat(Duration.ZERO)).isZero();

            await().untilAsserted(() -> assertThat(keys(node)).hasSize(3));
            assertThat(keys(node)).last().satisfies(record -> assertThat(record.value())
                    .isNull());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> keys(CoreNode node) {
        return Topics.records(
                node.property("curfew.kafka.bootstrap-servers"), node.property("curfew.kafka.personal-keys-topic"));
    }
}
