package io.curfew.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
    private final Map<String, String> settings = new BrokerSettings(9092, 9093, Path.of("/data/kafka")).asMap();

    @Test
    void nothing_is_reachable_from_another_machine() {
        assertThat(settings.get("listeners").split(",")).hasSize(2).allMatch(it -> it.contains("://127.0.0.1:"));
        assertThat(settings.get("advertised.listeners")).isEqualTo("PLAINTEXT://127.0.0.1:9092");
    }

    @Test
    void no_topic_is_made_by_a_typo_and_no_acknowledged_record_is_given_up() {
        assertThat(settings)
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("unclean.leader.election.enable", "false");
    }
}
