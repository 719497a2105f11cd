package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows M1 to M7 and M16 of the mission, as far as auth-command answers them. */
class SessionsHttpIT {
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
    @DisplayName("M2 login answers an access token, a refresh token and 900 seconds, and may not be cached")
    void login() {
        Answer answer = ann.tryLogin(ann.password());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(900);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("refresh_token")).hasSize(43);
        assertThat(answer.text("session_id")).isNotEqualTo(laptop.sessionId());
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Curfew-Position")).isEqualTo("2");
    }

    @Test
    @DisplayName("M1 M3 a refresh rotates the refresh token and keeps the session")
    void refresh() {
        Answer answer = http.post("/auth/refresh", Map.of("refresh_token", laptop.refreshToken()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("refresh_token")).hasSize(43).isNotEqualTo(laptop.refreshToken());
        assertThat(answer.text("session_id")).isEqualTo(laptop.sessionId());
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    @DisplayName(
            "a refresh repeated inside the leeway gets the same successor, and no other one after a further rotation")
    void refresh_inside_the_leeway() {
        String first = http.post("/auth/refresh", Map.of("refresh", laptop.refreshToken()))
                .text("refresh_token");
        String again = http.post("/auth/refresh", Map.of("refreshToken", laptop.refreshToken()))
                .text("refresh_token");
        String second =
                http.post("/auth/refresh", Map.of("refresh_token", first)).text("refresh_token");
        Answer late = http.post("/auth/refresh", Map.of("refresh_token", laptop.refreshToken()));

        assertThat(again).isEqualTo(first);
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        assertThat(late.code()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("M3 unknown and malformed refresh tokens are invalid_grant, and revoke nothing")
    void refresh_refused() {
        for (String token : new String[] {"A".repeat(43), "x", "' or 1=1 --", laptop.accessToken()}) {
            Answer answer = http.post("/auth/refresh", Map.of("refresh_token", token));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("invalid_grant");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M5 one own session is ended; unknown and foreign ones are the same 404")
    void delete_one() {
        Device stranger = Person.register(http).login();

        assertThat(http.delete("/auth/sessions/" + phone.sessionId(), laptop.bearer())
                        .status())
                .isEqualTo(204);
        Answer foreign = http.delete("/auth/sessions/" + stranger.sessionId(), laptop.bearer());
        Answer unknown = http.delete("/auth/sessions/" + UUID.randomUUID(), laptop.bearer());
        Answer again = http.delete("/auth/sessions/" + phone.sessionId(), laptop.bearer());

        assertThat(phone.refresh().status()).isEqualTo(401);
        assertThat(stranger.refresh().status()).isEqualTo(200);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo("session_not_found");
        assertThat(unknown.response().body()).isEqualTo(foreign.response().body());
        assertThat(again.response().body()).isEqualTo(foreign.response().body());
    }

    @Test
    @DisplayName("M6 all others are ended, this one stays")
    void delete_others() {
        Answer answer = http.delete("/auth/sessions/others", laptop.bearer());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        assertThat(phone.refresh().status()).isEqualTo(401);
        assertThat(laptop.refresh().status()).isEqualTo(200);
        assertThat(http.delete("/auth/sessions/others", laptop.bearer())
                        .json()
                        .get("revoked")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("M7 a password change ends every session and only the new password logs in")
    void password() {
        Answer wrong = http.post(
                "/auth/password",
                Map.of("current_password", "not this one", "new_password", "another good one"),
                laptop.bearer());
        Answer weak = http.post(
                "/auth/password", Map.of("current_password", ann.password(), "new_password", "short"), laptop.bearer());
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("wrong_password");
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.code()).isEqualTo("password_unacceptable");
        assertThat(phone.bearerWorks()).isTrue();

        Answer answer = http.post(
                "/auth/password",
                Map.of("current_password", ann.password(), "new_password", "another good one"),
                laptop.bearer());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(401);
        assertThat(ann.tryLogin(ann.password()).status()).isEqualTo(401);
        assertThat(ann.tryLogin("another good one").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M16 every path is also below /api/v1, with or without a trailing slash")
    void api_v1() {
        assertThat(http.post("/api/v1/auth/refresh/", Map.of("refresh_token", laptop.refreshToken()))
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/api/v1/.well-known/jwks.json").status()).isEqualTo(200);
        assertThat(http.post("/api/v1/auth/logout/", laptop.bearer()).status()).isEqualTo(204);
        assertThat(http.post("/auth/logout-all/", phone.bearer()).status()).isEqualTo(200);
    }

    @Test
    void what_a_client_accepts_does_not_turn_something_done_into_an_error() {
        String[] html = {"Accept", "text/html"};
        Answer login = ann.tryLogin(ann.password(), html);
        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        Device tablet =
                new Device(http, login.text("session_id"), login.text("access_token"), login.text("refresh_token"));
        Answer refresh = http.post("/auth/refresh", Map.of("refresh_token", tablet.refreshToken()), html);
        assertThat(refresh.status()).as(refresh.toString()).isEqualTo(200);

        Answer all = http.post("/auth/logout-all", "Accept", "text/html", "Authorization", tablet.bearer()[1]);

        assertThat(all.status()).as(all.toString()).isEqualTo(200);
        assertThat(all.header("Content-Type")).isEqualTo("application/json");
        assertThat(all.json().get("revoked").asInt()).isEqualTo(3);
        String name = "html-" + UUID.randomUUID();
        Map<String, String> account = Map.of("username", name, "password", ann.password());
        assertThat(http.post("/auth/register", account, html).status()).isEqualTo(406);
        assertThat(http.post("/auth/register", account).status()).isEqualTo(201);
    }
}
