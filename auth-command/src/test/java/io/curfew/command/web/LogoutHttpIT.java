package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows M8, M9, M12 and M13 of the mission: logging out without cookies. */
class LogoutHttpIT {
    private final Http http = new Http(WebNode.shared().address());

    private Person ann;
    private Device laptop;
    private Device phone;

    @BeforeEach
    void a_person_with_two_devices() {
        ann = Person.of(WebNode.shared());
        laptop = ann.login();
        phone = ann.login();
    }

    @Test
    @DisplayName("M8 M12 a logout ends this session, the other one stays")
    void logout() {
        Answer answer = http.post("/auth/logout", laptop.bearer());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Curfew-Position")).isEqualTo("2");
        String revocation = answer.header("Curfew-Revocation");
        // What Kafka has acknowledged is marked off the way of the answer, a moment later.
        await().untilAsserted(() -> assertThat(http.get("/revocations/" + revocation)
                        .json()
                        .get("published")
                        .asBoolean())
                .isTrue());
        assertThat(http.get("/revocations/" + revocation).json().get("notices").size())
                .isEqualTo(1);
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a token of an ended session is refused everywhere as session_revoked")
    void ended_session() {
        assertThat(http.post("/auth/logout", laptop.bearer()).status()).isEqualTo(204);

        for (Answer answer : new Answer[] {
            http.post("/auth/logout", Map.of("all_devices", true), laptop.bearer()),
            http.post("/auth/logout", Map.of("refresh_token", phone.refreshToken()), laptop.bearer()),
            http.post("/auth/logout-all", laptop.bearer()),
            http.delete("/auth/sessions/others", laptop.bearer()),
            http.delete("/auth/sessions/" + phone.sessionId(), laptop.bearer()),
            http.post(
                    "/auth/password",
                    Map.of("current_password", ann.password(), "new_password", "another good one"),
                    laptop.bearer())
        }) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("session_revoked");
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a log-out can be asked for again, and is told as the first one")
    void logout_again() {
        Answer first = http.post("/auth/logout", laptop.bearer());

        for (Answer again : new Answer[] {
            http.post("/auth/logout", laptop.bearer()),
            http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken()), laptop.bearer()),
            http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken()))
        }) {
            assertThat(again.status()).as(again.toString()).isEqualTo(204);
            assertThat(again.header("Curfew-Position")).isEqualTo(first.header("Curfew-Position"));
            assertThat(again.header("Curfew-Revocation")).isEqualTo(first.header("Curfew-Revocation"));
        }
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("asked for again, a log-out of another session by its refresh token is told as the first one")
    void logout_another_again() {
        Map<String, ?> other = Map.of("refresh_token", phone.refreshToken());
        Answer first = http.post("/auth/logout", other, laptop.bearer());
        Answer again = http.post("/auth/logout", other, laptop.bearer());

        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).as(again.toString()).isEqualTo(204);
        assertThat(again.header("Curfew-Revocation")).isEqualTo(first.header("Curfew-Revocation"));
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M12 a bearer logout can name another session of the same user by its refresh token")
    void logout_another() {
        Answer answer = http.post("/auth/logout", Map.of("refresh_token", phone.refreshToken()), laptop.bearer());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(phone.refresh().status()).isEqualTo(401);
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M12 somebody else's refresh token is refused and nothing is done")
    void logout_foreign() {
        Device stranger = Person.register(http).login();

        for (boolean all : new boolean[] {false, true}) {
            Answer answer = http.post(
                    "/auth/logout",
                    Map.of("refresh_token", stranger.refreshToken(), "all_devices", all),
                    laptop.bearer());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("refresh_token_foreign");
        }
        assertThat(stranger.refresh().status()).isEqualTo(200);
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M12 all_devices ends every session")
    void logout_all_devices() {
        assertThat(http.post("/auth/logout", Map.of("all_devices", true), laptop.bearer())
                        .status())
                .isEqualTo(204);

        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(401);
    }

    @Test
    @DisplayName("M12 a logout without or with a bad token is 401")
    void logout_unauthenticated() {
        Answer none = http.post("/auth/logout");
        Answer bad = http.post("/auth/logout", "Authorization", "Bearer x.y.z");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo("token_missing");
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"curfew\"");
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.code()).isEqualTo("token_invalid");
        assertThat(bad.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    @DisplayName("M13 a refresh token alone logs out, also when it is dead already; it cannot end all sessions")
    void logout_by_refresh_token() {
        Answer all = http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken(), "all_devices", true));
        assertThat(all.status()).isEqualTo(401);

        for (int i = 0; i < 2; i++) {
            assertThat(http.post("/auth/logout", Map.of("refresh_token", laptop.refreshToken()))
                            .status())
                    .isEqualTo(204);
        }
        assertThat(http.post("/auth/logout", Map.of("refresh_token", "x")).status())
                .isEqualTo(204);
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M9 logout-all answers how many sessions were ended")
    void logout_all() {
        Answer answer = http.post("/auth/logout-all", laptop.bearer());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(2);
        assertThat(phone.refresh().status()).isEqualTo(401);
        assertThat(ann.tryLogin(ann.password()).status()).isEqualTo(200);
    }
}
