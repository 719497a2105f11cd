package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.Broker;
import io.curfew.command.running.Topics;
import io.curfew.command.web.Http.Answer;
import io.curfew.events.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of rules play on: a node, a person with a device, and an administrator. */
abstract class RulesStage {
    final WebNode node;
    final Http http;

    Person ann;
    Device laptop;
    Device admin;

    RulesStage(WebNode node) {
        this.node = node;
        this.http = new Http(node.address());
    }

    @BeforeEach
    void a_person_and_an_administrator() {
        ann = Person.of(node);
        laptop = ann.login();
        admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
    }

    Answer revoke(String kind, String value, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "reason", "laptop stolen"));
        if (value != null) {
            body.put("value", value);
        }
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return http.post("/admin/revocations", body, admin.bearer());
    }

    void isAdded(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String id = answer.text("revocation_id");
        assertThat(answer.header("Curfew-Revocation")).isEqualTo(id);
        // Rows are marked off the way of the answer.
        await().until(() ->
                http.get("/revocations/" + id).json().get("published").asBoolean());
    }

    <N extends Notice> List<N> notices(Class<N> kind) {
        String topic = node.property("curfew.kafka.revocations-topic");
        return Topics.notices(Broker.address(), topic).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static JsonNode part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", 3)[index]);
        return new JsonMapper().readTree(new String(json, StandardCharsets.UTF_8));
    }

    static Instant issuedAt(Device device) {
        return Instant.ofEpochSecond(part(device.accessToken(), 1).get("iat").asLong());
    }

    Device login(String client) {
        Answer answer = http.post(
                "/auth/login", Map.of("username", ann.username(), "password", ann.password(), "client_id", client));
        assertThat(answer.status()).isEqualTo(200);
        return new Device(http, answer.text("session_id"), answer.text("access_token"), answer.text("refresh_token"));
    }
}
