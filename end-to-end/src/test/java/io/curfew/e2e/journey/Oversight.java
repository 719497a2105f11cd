package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import io.curfew.e2e.client.Http;
import io.curfew.e2e.client.Platform;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Looking back on what happened, and acting on others: auditor and administrator. */
interface Oversight extends Stage {

    @Test
    @DisplayName("M18 the user sees how a session ended; the auditor reads the whole history; others do not")
    default void history() {
        Answer logout = laptop().logout();
        String query = "/auth/sessions/history?min_position=" + logout.position();
        JsonNode ended = await().atMost(SOON)
                .until(() -> phone().call("GET", query, null), answer -> answer.status() == 200)
                .json()
                .get("sessions");
        assertThat(ended.size()).isEqualTo(1);
        assertThat(ended.get(0).get("session_id").asString()).isEqualTo(laptop().sessionId());
        assertThat(ended.toString()).contains("LOGOUT");

        Device auditor = Device.login(platform(), "auditor", platform().auditorPassword(), "desk");
        String audit = "/audit/sessions/" + laptop().sessionId() + "/timeline";
        assertThat(auditor.call("GET", audit, null).body()).contains("session.started", "session.revoked");
        assertThat(phone().call("GET", audit, null).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("an administrator ends all sessions of a user, and a disabled user stays out")
    default void administrator() {
        Device admin = Device.login(platform(), "admin", platform().adminPassword(), "console");
        String userId = Stage.claims(laptop().accessToken()).get("sub").asString();
        for (Platform.Node node : platform().nodes()) {
            assertThat(Http.send(
                                    "GET",
                                    node.uri().resolve("/admin/hello"),
                                    null,
                                    "Authorization",
                                    "Bearer " + admin.accessToken())
                            .status())
                    .isEqualTo(200);
        }

        assertThat(phone().call("POST", "/admin/users/" + userId + "/logout-all", null)
                        .status())
                .isEqualTo(403);
        assertThat(admin.call("POST", "/admin/users/" + userId + "/logout-all", null)
                        .status())
                .isEqualTo(200);
        isRefusedEverywhere(laptop());
        isRefusedEverywhere(phone());

        laptop().login(PASSWORD);
        assertThat(admin.call("POST", "/admin/users/" + userId + "/disable", null)
                        .status())
                .isBetween(200, 204);
        isRefusedEverywhere(laptop());
        assertThat(laptop().login(PASSWORD).status()).isEqualTo(401);
    }
}
