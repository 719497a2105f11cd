package io.curfew.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.events.EventHeaders;
import io.curfew.events.RuleKind;
import io.curfew.query.support.History;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {

    @Test
    void a_published_event_is_read_with_its_number_and_its_place() {
        History history = History.ofSomebody();
        String session = history.login();

        PublishedEvent event = RecordReader.read(consumed(history.record("t", 0)));

        assertThat(event.userId()).isEqualTo(history.user());
        assertThat(event.sessionIds()).containsExactly(session);
        assertThat(event.seq()).isZero();
        assertThat(event.offset()).isEqualTo(17);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void what_cannot_be_understood_whole_is_refused_whole(
            String what, UnaryOperator<ProducerRecord<byte[], byte[]>> spoil) {
        History history = History.ofSomebody();
        history.login("secret-device-name", History.FIREFOX);

        assertThatThrownBy(() -> RecordReader.read(consumed(spoil.apply(history.record("t", 0)))))
                .isInstanceOf(UnreadableRecordException.class)
                .message()
                .doesNotContain("secret-device-name", history.user());
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                spoil("no value", sent -> with(sent, sent.key(), null)),
                spoil("no key", sent -> with(sent, null, sent.value())),
                spoil("the key of another user", sent -> with(sent, bytes("somebody"), sent.value())),
                spoil("no JSON", sent -> with(sent, sent.key(), bytes("no JSON"))),
                spoil("JSON null", sent -> with(sent, sent.key(), bytes("null"))),
                spoil("an empty object", sent -> with(sent, sent.key(), bytes("{}"))),
                spoil("a field of the wrong type", sent -> replaced(sent, "\"client_id\":\"web\"", "\"client_id\":{}")),
                spoil("a missing field", sent -> replaced(sent, "\"client_id\":\"web\",", "")),
                spoil("a value of another version", sent -> replaced(sent, "PASSWORD", "PASSKEY")),
                spoil("something behind the end", sent -> replaced(sent, "}", "} {}")),
                spoil("bytes that are not UTF-8", sent -> with(sent, sent.key(), new byte[] {'"', (byte) 0xFF, '"'})),
                spoil("no type", sent -> header(sent, EventHeaders.TYPE, null)),
                spoil("an unknown type", sent -> header(sent, EventHeaders.TYPE, "session.teleported")),
                spoil("the type of another event", sent -> header(sent, EventHeaders.TYPE, "session.expired")),
                spoil("no id", sent -> header(sent, EventHeaders.ID, null)),
                spoil("an endless id", sent -> header(sent, EventHeaders.ID, "x".repeat(256))),
                spoil("no seq", sent -> header(sent, EventHeaders.SEQ, null)),
                spoil("a negative seq", sent -> header(sent, EventHeaders.SEQ, "-1")),
                spoil("a seq that is no number", sent -> header(sent, EventHeaders.SEQ, "1e3")));
    }

    @Test
    void a_rule_names_what_it_is_about_unless_it_is_about_all() {
        ProducerRecord<byte[], byte[]> client =
                History.ofRule(RuleKind.CLIENT, "web").record("t", 0);
        ProducerRecord<byte[], byte[]> all = History.ofRule(RuleKind.ALL, null).record("t", 0);

        assertThat(RecordReader.read(consumed(client)).sessionIds()).isEmpty();
        assertThat(RecordReader.read(consumed(client)).sessionId()).isNull();
        assertThat(RecordReader.read(consumed(all)).userId()).startsWith("rule:");
        for (ProducerRecord<byte[], byte[]> bad : List.of(
                replaced(client, "\"value\":\"web\",", ""),
                replaced(all, "\"kind\":\"ALL\"", "\"kind\":\"ALL\",\"value\":\"x\""),
                replaced(all, "\"initiated_by\":\"an-administrator\",", ""))) {
            assertThatThrownBy(() -> RecordReader.read(consumed(bad))).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void what_happened_to_an_account_is_about_no_session_and_must_be_whole() {
        History history = History.ofSomebody();
        history.fail("198.51.100.7", 3);
        history.fail(null, 40);
        history.disable();
        history.changePassword(List.of("a-session"));
        history.access("ben");
        for (long seq : List.of(0L, 1L, 2L, 4L, 5L, 6L)) {
            PublishedEvent event = RecordReader.read(consumed(history.record("t", seq)));
            assertThat(event.sessionIds()).isEmpty();
            assertThat(event.sessionId()).isNull();
        }

        for (ProducerRecord<byte[], byte[]> bad : List.of(
                replaced(history.record("t", 0), "\"failure\":\"PASSWORD\",", ""),
                replaced(history.record("t", 0), "\"failure\":\"PASSWORD\"", "\"failure\":\"PASSKEY\""),
                replaced(history.record("t", 0), "\"count\":3,", ""),
                replaced(history.record("t", 0), "\"count\":3", "\"count\":-3"),
                replaced(history.record("t", 0), "\"first_at\"", "\"other_at\""),
                replaced(history.record("t", 5), "\"what\":\"events\",", ""),
                replaced(history.record("t", 5), "\"count\":3", "\"count\":0"),
                replaced(history.record("t", 6), "\"what\":\"csv\",", ""),
                replaced(history.record("t", 2), "\"initiated_by\":\"an-administrator\",", ""),
                replaced(history.record("t", 4), "\"initiated_by\":\"" + history.user() + "\",", ""))) {
            assertThatThrownBy(() -> RecordReader.read(consumed(bad))).isInstanceOf(UnreadableRecordException.class);
        }
    }

    private static Arguments spoil(String what, UnaryOperator<ProducerRecord<byte[], byte[]>> spoil) {
        return Arguments.of(what, spoil);
    }

    private static ProducerRecord<byte[], byte[]> with(
            ProducerRecord<byte[], byte[]> sent, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(sent.topic(), null, null, key, value, sent.headers());
    }

    private static ProducerRecord<byte[], byte[]> replaced(
            ProducerRecord<byte[], byte[]> sent, String part, String other) {
        String json = new String(sent.value(), StandardCharsets.UTF_8);
        assertThat(json).contains(part);
        return with(sent, sent.key(), bytes(json.replace(part, other)));
    }

    private static ProducerRecord<byte[], byte[]> header(
            ProducerRecord<byte[], byte[]> sent, String name, @Nullable String value) {
        Headers headers = sent.headers().remove(name);
        if (value != null) {
            headers.add(name, bytes(value));
        }
        return sent;
    }

    private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                3,
                17,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
