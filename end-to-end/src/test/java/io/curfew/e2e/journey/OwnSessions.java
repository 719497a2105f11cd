package io.curfew.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.e2e.client.Answer;
import io.curfew.e2e.client.Device;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person sees of their own sessions and does with them from one of them. */
interface OwnSessions extends Stage {

    @Test
    @DisplayName("M4 the list shows both devices and which one is the current")
    default void list() {
        // The second login shows when it is projected, and what it says of its device when the user's key is there.
        JsonNode sessions = await().atMost(SOON)
                .until(
                        () -> laptop().call("GET", "/auth/sessions", null)
                                .json()
                                .path("sessions"),
                        list -> list.size() == 2
                                && list.get(1).path("device_name").isString());

        assertThat(sessions.get(0).get("session_id").asString()).isEqualTo(phone().sessionId());
        assertThat(sessions.get(0).get("current").asBoolean()).isFalse();
        JsonNode current = sessions.get(1);
        assertThat(current.get("session_id").asString()).isEqualTo(laptop().sessionId());
        assertThat(current.get("current").asBoolean()).isTrue();
        assertThat(current.get("device_name").asString()).isEqualTo("laptop");
        assertThat(current.get("browser").asString()).contains("Firefox");
        for (String field : List.of("ip", "user_agent", "created_at", "last_seen_at", "expires_at", "client_id")) {
            assertThat(current.get(field).asString()).as(field).isNotBlank();
        }
    }

    @Test
    @DisplayName("M5 one session is ended by another; an unknown one is 404")
    default void delete_one() {
        Answer answer = laptop().call("DELETE", "/auth/sessions/" + phone().sessionId(), null);

        assertThat(answer.status()).isEqualTo(204);
        isRefusedEverywhere(phone());
        isAcceptedEverywhere(laptop());
        assertThat(sessions(laptop(), answer).size()).isEqualTo(1);
        assertThat(laptop().call("DELETE", "/auth/sessions/" + UUID.randomUUID(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("M6 everything else is ended, this device stays")
    default void delete_others() {
        Answer answer = laptop().call("DELETE", "/auth/sessions/others", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        isRefusedEverywhere(phone());
        isAcceptedEverywhere(laptop());
    }

    @Test
    @DisplayName("M7 a new password ends all sessions; only it logs in again")
    default void password() {
        Answer answer = laptop().call(
                        "POST",
                        "/auth/password",
                        Map.of("current_password", PASSWORD, "new_password", "another good one"));

        assertThat(answer.status()).isEqualTo(204);
        isRefusedEverywhere(laptop());
        isRefusedEverywhere(phone());
        assertThat(laptop().login(PASSWORD).status()).isEqualTo(401);
        assertThat(laptop().login("another good one").status()).isEqualTo(200);
        isAcceptedEverywhere(laptop());
    }

    /** The device's list of active sessions, once it shows what that answer says was done. */
    private static JsonNode sessions(Device device, Answer after) {
        String position = after.position();
        String query = position.isEmpty() ? "" : "?min_position=" + position;
        return await().atMost(SOON)
                .until(() -> device.call("GET", "/auth/sessions" + query, null), a -> a.status() == 200)
                .json()
                .path("sessions");
    }
}
