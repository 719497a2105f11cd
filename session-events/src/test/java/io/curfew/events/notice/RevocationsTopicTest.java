package io.curfew.events.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationsTopicTest {
    private static final Duration MUST_KEEP = Duration.ofHours(2);

    @Test
    void the_settings_we_create_the_topic_with_are_safe() {
        assertThat(RevocationsTopic.violations(RevocationsTopic.settings(), MUST_KEEP))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy,compact",
        "cleanup.policy,'compact,delete'",
        "retention.ms,7199999",
        "retention.ms,nonsense",
        "retention.bytes,1000000",
        "message.timestamp.type,CreateTime",
        "unclean.leader.election.enable,true",
    })
    void an_unsafe_setting_is_named(String name, String value) {
        Map<String, String> settings = new HashMap<>(RevocationsTopic.settings());
        settings.put(name, value);

        assertThat(RevocationsTopic.violations(settings, MUST_KEEP))
                .singleElement()
                .asString()
                .contains(name, value);
    }

    @Test
    void a_missing_setting_is_unsafe() {
        assertThat(RevocationsTopic.violations(Map.of(), MUST_KEEP)).hasSize(5);
    }

    @Test
    void unlimited_retention_is_safe() {
        Map<String, String> settings = new HashMap<>(RevocationsTopic.settings());
        settings.put("retention.ms", "-1");

        assertThat(RevocationsTopic.violations(settings, MUST_KEEP)).isEmpty();
    }
}
