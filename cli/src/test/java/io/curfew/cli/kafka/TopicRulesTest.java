package io.curfew.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Topics as auth-command makes them pass; each setting that could lose something does not. */
class TopicRulesTest {

    static Stream<Arguments> asMade() {
        return Stream.of(
                Arguments.of(SessionEventsTopic.NAME, SessionEventsTopic.PARTITIONS, SessionEventsTopic.settings()),
                Arguments.of(RevocationsTopic.NAME, RevocationsTopic.PARTITIONS, RevocationsTopic.settings()),
                Arguments.of(ReceiptsTopic.NAME, ReceiptsTopic.PARTITIONS, ReceiptsTopic.settings()),
                Arguments.of(SessionHeadsTopic.NAME, SessionHeadsTopic.PARTITIONS, SessionHeadsTopic.settings()),
                Arguments.of(PersonalKeysTopic.NAME, PersonalKeysTopic.PARTITIONS, PersonalKeysTopic.settings()));
    }

    @ParameterizedTest
    @MethodSource("asMade")
    void a_topic_as_it_is_made_is_safe(String topic, int partitions, Map<String, String> settings) {
        assertThat(violations(topic, partitions, settings)).isEmpty();
        assertThat(TopicRules.all()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "session-events, cleanup.policy, compact",
        "session-events, retention.ms, 604800000",
        "session-events, retention.bytes, 1000000",
        "session-revocations, cleanup.policy, compact",
        "session-revocations, retention.ms, 60000",
        "session-revocations, message.timestamp.type, CreateTime",
        "session-revocations, unclean.leader.election.enable, true",
        "session-receipts, message.timestamp.type, CreateTime",
        "session-heads, retention.ms, 604800000",
        "session-heads, cleanup.policy, 'compact,delete'",
        "personal-data-keys, cleanup.policy, delete",
        "personal-data-keys, max.compaction.lag.ms, 9223372036854775807",
    })
    void a_setting_that_could_lose_something_is_named(String topic, String setting, String value) {
        Arguments made =
                asMade().filter(one -> one.get()[0].equals(topic)).findFirst().orElseThrow();
        @SuppressWarnings("unchecked")
        Map<String, String> settings = new HashMap<>((Map<String, String>) made.get()[2]);
        settings.put(setting, value);

        assertThat(violations(topic, (int) made.get()[1], settings))
                .singleElement()
                .asString()
                .startsWith(setting + " is " + value + ", must be");
    }

    @ParameterizedTest
    @CsvSource({"session-revocations", "session-receipts", "session-heads", "personal-data-keys"})
    void a_second_partition_where_order_matters_is_named(String topic) {
        Arguments made =
                asMade().filter(one -> one.get()[0].equals(topic)).findFirst().orElseThrow();
        @SuppressWarnings("unchecked")
        Map<String, String> settings = (Map<String, String>) made.get()[2];

        assertThat(violations(topic, 2, settings)).containsExactly("it has 2 partitions, must have 1");
    }

    private static List<String> violations(String topic, int partitions, Map<String, String> settings) {
        return TopicRules.all().get(topic).violations(partitions, settings);
    }
}
