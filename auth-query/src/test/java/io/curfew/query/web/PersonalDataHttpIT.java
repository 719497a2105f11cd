package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import io.curfew.query.support.SealedHistory;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sealed events and their keys from two topics, as people and auditors see them. */
@Order(1)
class PersonalDataHttpIT {
    private final QueryService service = QueryService.shared();

    @Test
    void what_is_sealed_is_shown_when_its_key_comes_and_gone_when_it_is_destroyed() {
        History plain = History.ofSomebody();
        String session = plain.login("Ann's laptop", History.FIREFOX);
        plain.refresh(session, "203.0.113.5");
        SealedHistory history = new SealedHistory(plain);
        history.records(service.topic, false).forEach(Broker.running()::send);
        await().until(() -> !audit(history).isEmpty());
        assertThat(audit(history).get(0).get("event").get("ip_address").isNull())
                .isTrue();
        assertThat(audit(history).toString()).doesNotContain("sealed:");
        assertThat(session(history, session).toString()).doesNotContain("sealed:");
        assertThat(session(history, session).get("ip").isNull()).isTrue();

        key(history.user(), history.wrappedKey());

        await().untilAsserted(() ->
                assertThat(session(history, session).get("ip").asString()).isEqualTo("203.0.113.5"));
        JsonNode shown = session(history, session);
        assertThat(shown.get("browser").asString()).startsWith("Firefox");
        assertThat(shown.get("device_name").asString()).isEqualTo("Ann's laptop");
        JsonNode started = audit(history).get(0);
        assertThat(started.get("event").get("ip_address").asString()).isEqualTo("192.0.2.1");
        assertThat(started.get("erased").asBoolean()).isFalse();

        key(history.user(), null);
        history.records(service.topic, true).forEach(Broker.running()::send);

        await().untilAsserted(() -> {
            JsonNode events = audit(history);
            assertThat(events.get(events.size() - 1).get("type").asString()).isEqualTo("user.erased");
            assertThat(events.get(0).get("erased").asBoolean()).isTrue();
            assertThat(events.get(0).get("event").get("ip_address").isNull()).isTrue();
        });
        assertThat(session(history, session).toString()).doesNotContain("203.0.113.5", "Firefox", "Ann's", "sealed:");
        String file = export(history);
        assertThat(file).doesNotContain("203.0.113.5", "192.0.2.1", "Firefox", "Ann's");
        JsonNode line = new JsonMapper().readTree(file.lines().findFirst().orElseThrow());
        assertThat(line.get("erased").asBoolean()).isTrue();
        assertThat(line.get("address").isNull()).isTrue();
        assertThat(line.get("event").get("user_agent").isNull()).isTrue();
        assertThat(line.get("payload").asString()).contains("\"sealed:1:"); // for the chain, and opened by nobody
        key(history.user(), history.wrappedKey()); // by a node that was paused
        History last = History.ofSomebody();
        last.login();
        SealedHistory after = new SealedHistory(last);
        key(after.user(), after.wrappedKey());
        after.records(service.topic, false).forEach(Broker.running()::send);
        await().untilAsserted(() -> assertThat(
                        audit(after).path(0).path("event").path("ip_address").asString(""))
                .isEqualTo("192.0.2.1"));
        assertThat(audit(history).get(0).get("event").get("ip_address").isNull())
                .isTrue();
    }

    @Test
    void where_failed_logins_came_from_is_shown_when_the_key_comes_and_gone_when_it_is_destroyed() {
        History plain = History.ofSomebody();
        plain.fail("198.51.100.77", 16);
        SealedHistory history = new SealedHistory(plain);
        history.records(service.topic, false).forEach(Broker.running()::send);
        await().until(() -> !audit(history).isEmpty());
        assertThat(audit(history).get(0).get("address").isNull()).isTrue();
        assertThat(audit(history).toString()).doesNotContain("sealed:");

        key(history.user(), history.wrappedKey());

        await().untilAsserted(() ->
                assertThat(audit(history).get(0).path("address").asString("")).isEqualTo("198.51.100.77"));
        assertThat(audit(history).get(0).get("event").get("ip_address").asString())
                .isEqualTo("198.51.100.77");
        assertThat(audit(history).get(0).get("user_agent").asString()).isEqualTo("Guesser/1");

        history.records(service.topic, true).forEach(Broker.running()::send);

        await().untilAsserted(() -> assertThat(audit(history)).hasSize(2));
        JsonNode failed = audit(history).get(0);
        assertThat(failed.get("address").isNull()).isTrue();
        assertThat(failed.get("event").get("ip_address").isNull()).isTrue();
        assertThat(failed.get("event").get("count").asInt()).isEqualTo(16);
        assertThat(export(history)).doesNotContain("198.51.100.77", "Guesser");
    }

    private void key(String user, @Nullable String wrapped) {
        Broker.running()
                .send(new ProducerRecord<>(
                        service.keysTopic, user.getBytes(UTF_8), wrapped == null ? null : wrapped.getBytes(UTF_8)));
    }

    private JsonNode audit(SealedHistory history) {
        String token = service.issuer.token(UUID.randomUUID().toString(), "s", "user auditor");
        return json(service.get("/audit/events?user=" + history.user(), token)).path("events");
    }

    /** As lines, and as a sheet behind them. */
    private String export(SealedHistory history) {
        String token = service.issuer.token(UUID.randomUUID().toString(), "s", "user auditor");
        String path = "/audit/export?user=" + history.user() + "&format=";
        return service.get(path + "jsonl", token).body()
                + service.get(path + "csv", token).body();
    }

    private JsonNode session(SealedHistory history, String session) {
        String token = service.issuer.token(history.user(), session, "user");
        return json(service.get("/auth/sessions", token)).get("sessions").get(0);
    }
}
