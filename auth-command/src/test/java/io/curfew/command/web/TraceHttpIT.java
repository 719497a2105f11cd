package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.Broker;
import io.curfew.command.running.Topics;
import io.curfew.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trace of a request goes with its events and notices, so that a refusal elsewhere can be traced to a click. */
class TraceHttpIT {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final WebNode node = WebNode.shared();
    private final Http http = new Http(node.address());

    @Test
    void a_log_outs_trace_is_in_the_headers_of_its_event_and_of_its_notice() {
        Person ann = Person.of(node);
        Device device = ann.login();

        assertThat(http.post("/auth/logout", "Authorization", "Bearer " + device.accessToken(), "traceparent", TRACE)
                        .status())
                .isEqualTo(204);

        assertThat(traceOf("revocations", "sid:" + device.sessionId())).isEqualTo(TRACE);
        await().untilAsserted(() -> assertThat(records("events"))
                .filteredOn(record -> key(record).equals(ann.userId()))
                .filteredOn(record -> "session.revoked".equals(Topics.header(record, EventHeaders.TYPE)))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(Topics.header(record, EventHeaders.TRACEPARENT))
                        .isEqualTo(TRACE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 injected"
            })
    void what_is_no_trace_is_left_out_and_changes_nothing(String header) {
        Device device = Person.of(node).login();

        assertThat(http.post("/auth/logout", "Authorization", "Bearer " + device.accessToken(), "traceparent", header)
                        .status())
                .isEqualTo(204);

        assertThat(traceOf("revocations", "sid:" + device.sessionId())).isNull();
    }

    private String traceOf(String topic, String key) {
        return records(topic).stream()
                .filter(record -> key(record).equals(key))
                .findFirst()
                .map(record -> Topics.header(record, EventHeaders.TRACEPARENT))
                .orElse(null);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return Topics.records(Broker.address(), node.property("curfew.kafka." + topic + "-topic"));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }
}
