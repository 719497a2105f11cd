package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator revokes by rule: each kind is refused at every node, and what it does not name stays good. */
interface RulingOut extends Stage {

    @Test
    @DisplayName("a rule about a token refuses that token; its session goes on")
    default void token() {
        rule("token", claims("jti"));

        isRefusedEverywhere(laptop());
        isAcceptedEverywhere(phone());
        assertThat(laptop().refresh().status()).isEqualTo(200);
        isAcceptedEverywhere(laptop());
    }

    @Test
    @DisplayName("a rule about a session ends it, whoever's it is")
    default void session() {
        rule("session", laptop().sessionId());

        isRefusedEverywhere(laptop());
        assertThat(laptop().refresh().status()).isEqualTo(401);
        isAcceptedEverywhere(phone());
    }

    @Test
    @DisplayName("a rule about a subject ends all its sessions, and a login in the same second is good")
    default void subject() {
        String refused = laptop().accessToken();
        rule("subject", claims("sub"));
        assertThat(laptop().login(PASSWORD).status()).isEqualTo(200);

        isRefusedEverywhere(phone());
        isRefusedEverywhere(refused);
        isAcceptedEverywhere(laptop());
    }

    @Test
    @DisplayName(
            "I5: a rule about a client refuses its tokens and its refreshes; other clients and later logins are good")
    default void client() {
        String client = "curfew-cli"; // which nobody else here uses
        Answer before = login(client);

        rule("client", client);
        Answer after = login(client);

        isRefusedEverywhere(before.json().get("access_token").asString());
        String refreshToken = before.json().get("refresh_token").asString();
        assertThat(laptop().refreshWith(refreshToken).status()).isEqualTo(401);
        isAcceptedEverywhere(laptop());
        for (Platform.Node node : platform().nodes()) {
            assertThat(hello(node, after.json().get("access_token").asString())).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a rule about a tenant leaves tokens alone that name none; it is in the audit trail with its reason")
    default void tenant() {
        String tenant = "tenant-" + UUID.randomUUID();
        Answer answer = rule("tenant", tenant);

        Device auditor = Device.login(platform(), "auditor", platform().auditorPassword(), "desk");
        String stream = "rule:" + answer.json().get("rule_id").asString();
        JsonNode entries = await().atMost(SOON)
                .until(
                        () -> auditor.call("GET", "/audit/events?type=revocation.rule_added&user=" + stream, null)
                                .json()
                                .path("events"),
                        events -> events.size() == 1);
        JsonNode event = entries.get(0).get("event");
        assertThat(event.get("value").asString()).isEqualTo(tenant);
        assertThat(event.get("reason").asString()).isEqualTo("the journey");
        isAcceptedEverywhere(laptop());
    }

    @Test
    @DisplayName("a rule about a signing key refuses what it signed; sessions go on with the next key")
    default void key() {
        byte[] header = Base64.getUrlDecoder().decode(laptop().accessToken().split("\\.", 3)[0]);
        JsonNode kid = new JsonMapper()
                .readTree(new String(header, StandardCharsets.UTF_8))
                .get("kid");

        rule("key", kid.asString());

        // Revoked; and once a node has fetched the keys anew, signed by nobody it knows.
        List<String> codes = List.of("session_revoked", "token_invalid");
        isRefusedEverywhere(laptop().accessToken(), codes);
        isRefusedEverywhere(phone().accessToken(), codes);
        assertThat(laptop().refresh().status()).isEqualTo(200);
        isAcceptedEverywhere(laptop());
    }

    @Test
    @DisplayName("a rule about all refuses everything issued before it; whoever logs in again is in")
    default void all() {
        rule("all", null);

        isRefusedEverywhere(laptop());
        isRefusedEverywhere(phone());
        assertThat(phone().refresh().status()).isEqualTo(401);
        assertThat(laptop().login(PASSWORD).status()).isEqualTo(200);
        isAcceptedEverywhere(laptop());
    }

    private Answer rule(String kind, @Nullable String value) {
        Device admin = Device.login(platform(), "admin", platform().adminPassword(), "console");
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "reason", "the journey"));
        if (value != null) {
            body.put("value", value);
        }
        Answer answer = admin.call("POST", "/admin/revocations", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    private String claims(String name) {
        return Stage.claims(laptop().accessToken()).get(name).asString();
    }

    private Answer login(String client) {
        return Http.send(
                "POST",
                platform().frontDoor().resolve("/auth/login"),
                Map.of("username", user(), "password", PASSWORD, "client_id", client));
    }

    private static int hello(Platform.Node node, String token) {
        return Http.send("GET", node.uri().resolve("/hello"), null, "Authorization", "Bearer " + token)
                .status();
    }
}
