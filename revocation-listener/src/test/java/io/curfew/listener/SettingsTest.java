package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"kafka:9092", "a:1,b:65535", "a:1, b:2", "127.0.0.1:9092", "[::1]:9092", "my-kafka.svc_1:9092"})
    void addresses_are_host_and_port(String servers) {
        assertThat(BootstrapServers.validated(servers)).isEqualTo(servers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "kafka", "kafka:", ":9092", "kafka:99999", "kafka:9092,", "http://kafka:9092", "k a:9092"})
    void anything_else_is_refused_by_a_sentence_that_names_it(String servers) {
        assertThatThrownBy(() -> RevocationListener.builder().bootstrapServers(servers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void what_the_promises_rest_on_cannot_be_configured_away() {
        KafkaSettings settings = new KafkaSettings(Map.of(
                "bootstrap.servers", "kafka:9092",
                "auto.offset.reset", "latest",
                "enable.auto.commit", "true",
                "group.id", "shared",
                "group.instance.id", "one",
                "isolation.level", "read_committed",
                "security.protocol", "SSL"));

        assertThat(settings.consumer())
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("isolation.level", "read_uncommitted")
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKeys("group.id", "group.instance.id");
        assertThat(settings.admin()).containsEntry("security.protocol", "SSL").doesNotContainKey("auto.offset.reset");
    }

    @Test
    void I6_a_margin_below_the_verifiers_leeway_is_refused() {
        assertThatThrownBy(() -> RevocationListener.builder().clockMargin(Duration.ofSeconds(59)))
                .hasMessage("clock margin is PT59S, must be at least PT1M");
    }

    @Test
    void I9_a_staleness_below_the_rhythm_of_watermarks_is_refused() {
        assertThatThrownBy(() -> RevocationListener.builder().maxStaleness(Duration.ofSeconds(1)))
                .hasMessage("max staleness is PT1S, must be at least PT2S");
    }

    @Test
    void a_listener_needs_a_source() {
        assertThatThrownBy(() -> RevocationListener.builder().build()).hasMessageContaining("bootstrap servers");
    }
}
