package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every part of the journey plays on: a platform, and a user who is signed in on two devices. */
interface Stage {
    String PASSWORD = "correct horse battery";
    Duration SOON = Duration.ofSeconds(20);

    /** The platform under test; started once per class. */
    Platform platform();

    /** The name of the user, another one for each test. */
    String user();

    Device laptop();

    Device phone();

    default void isAcceptedEverywhere(Device device) {
        for (Platform.Node node : platform().nodes()) {
            assertThat(device.hello(node))
                    .as(node.name())
                    .extracting(Answer::status)
                    .isEqualTo(200);
        }
    }

    default void isRefusedEverywhere(Device device) {
        isRefusedEverywhere(device.accessToken());
    }

    default void isRefusedEverywhere(String accessToken) {
        isRefusedEverywhere(accessToken, List.of("session_revoked"));
    }

    /**
     * I1 BoundedStaleness and I4 NoResurrection: within moments each node refuses, and goes on refusing.
     *
     * @param codes what may be said of it
     */
    default void isRefusedEverywhere(String accessToken, List<String> codes) {
        for (Platform.Node node : platform().nodes()) {
            Answer refused = await(node.name())
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> hello(node, accessToken), answer -> answer.status() == 401);
            String code = refused.json().get("code").asString();
            assertThat(code).isIn(codes);
            assertThat(refused.header("WWW-Authenticate"))
                    .contains(
                            "error=\"invalid_token\"",
                            code.equals("session_revoked") ? "revoked" : "invalid or has expired");
            for (int i = 0; i < 5; i++) {
                assertThat(hello(node, accessToken).status()).isEqualTo(401);
            }
        }
    }

    static JsonNode claims(String jwt) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", 3)[1]));
    }

    private static Answer hello(Platform.Node node, String accessToken) {
        return Http.send("GET", node.uri().resolve("/hello"), null, "Authorization", "Bearer " + accessToken);
    }
}
