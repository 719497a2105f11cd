package io.curfew.command.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.domain.Mother;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Topics;
import io.curfew.events.personal.KeyWrap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KeyRewrapIT {
    private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void keys_of_before_there_was_a_key_encryption_key_are_wrapped_too() {
        List<String> settings = new ArrayList<>(CoreNode.surroundings("postgresql"));
        String plain;
        try (CoreNode node = CoreNode.start(settings)) {
            node.commands().start(Mother.start("a", Instant.now()), () -> {});
            await().untilAsserted(() -> assertThat(keys(node)).hasSize(1));
            plain = text(keys(node).get(0));
            assertThat(plain).startsWith(KeyWrap.UNENCRYPTED);
        }
        settings.add("curfew.keys.encryption-key=" + ENCRYPTION_KEY);
        try (CoreNode node = CoreNode.start(settings)) {
            KeyRewrap rewrap = node.bean(KeyRewrap.class);
            await().untilAsserted(() -> assertThat(rewrap.rewrap()).isZero());

            await().untilAsserted(() -> assertThat(text(last(keys(node)))).startsWith("gcm:"));
            assertThat(new KeyWrap(ENCRYPTION_KEY).unwrap(Mother.USER, text(last(keys(node)))))
                    .as("the key is the same, so what it sealed can be opened")
                    .usingRecursiveComparison()
                    .isEqualTo(new KeyWrap(null).unwrap(Mother.USER, plain));
        }
    }

    private static ConsumerRecord<byte[], byte[]> last(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.get(records.size() - 1);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> keys(CoreNode node) {
        return Topics.records(
                node.property("curfew.kafka.bootstrap-servers"), node.property("curfew.kafka.personal-keys-topic"));
    }
}
