package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A browser left open can end its own session or one other, but not lock its owner out of all. */
class ReauthenticationHttpIT {
    private final Http http = new Http(WebNode.shared().address());

    private Person ann;
    private Device phone;
    private String cookie;

    @BeforeEach
    void a_browser_and_a_phone() {
        ann = Person.of(WebNode.shared());
        phone = ann.login();
        Answer login = http.post(
                "/auth/login", Map.of("username", ann.username(), "password", ann.password(), "delivery", "cookie"));
        cookie = login.cookies().get(0).split(";", 2)[0];
    }

    private Answer byCookie(String method, String path, @Nullable Map<String, ?> body) {
        String json = body == null ? null : new JsonMapper().writeValueAsString(body);
        String type = body == null ? null : "application/json";
        return http.send(method, path, type, json, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/auth/sessions/others", "POST,/auth/logout-all", "POST,/api/v1/auth/logout-all"})
    void ending_all_by_a_cookie_takes_the_password(String method, String path) {
        Answer none = byCookie(method, path, null);
        Answer empty = byCookie(method, path, Map.of("current_password", ""));
        Answer wrong = byCookie(method, path, Map.of("current_password", "not it"));

        assertThat(none.status()).isEqualTo(403);
        assertThat(none.code()).isEqualTo("reauthentication_required");
        assertThat(empty.code()).isEqualTo("reauthentication_required");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("wrong_password");
        assertThat(phone.refresh().status()).as("nothing has ended").isEqualTo(200);

        Answer right = byCookie(method, path, Map.of("current_password", ann.password()));

        assertThat(right.status()).isEqualTo(200);
        assertThat(phone.refresh().status()).isEqualTo(401);
    }

    @Test
    void a_cookie_log_out_of_all_devices_takes_it_too() {
        Answer without = byCookie("POST", "/auth/logout", Map.of("all_devices", true));
        assertThat(without.code()).isEqualTo("reauthentication_required");
        assertThat(phone.refresh().status()).isEqualTo(200);

        Answer with = byCookie("POST", "/auth/logout", Map.of("all_devices", true, "current_password", ann.password()));
        assertThat(with.status()).isEqualTo(200);
        assertThat(phone.refresh().status()).isEqualTo(401);
    }

    @Test
    void one_session_takes_no_password() {
        assertThat(byCookie("DELETE", "/auth/sessions/" + phone.sessionId(), null)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void guessing_here_is_throttled_like_guessing_at_the_login() {
        Answer answer = byCookie("POST", "/auth/logout-all", Map.of("current_password", "guess"));
        for (int i = 0; i < 20 && answer.status() != 429; i++) {
            answer = byCookie("POST", "/auth/logout-all", Map.of("current_password", "guess" + i));
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too_many_attempts");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_flood_of_log_ins_from_elsewhere_does_not_keep_the_owner_from_logging_out_everywhere() {
        Answer flood = http.post("/auth/login", Map.of("username", ann.username(), "password", "guess"));
        for (int i = 0; i < 200 && flood.status() != 429; i++) {
            flood = http.post("/auth/login", Map.of("username", ann.username(), "password", "guess" + i));
        }
        assertThat(flood.status()).isEqualTo(429);

        Answer answer = byCookie("POST", "/auth/logout-all", Map.of("current_password", ann.password()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(phone.refresh().status()).isEqualTo(401);
    }

    @Test
    void a_bearer_token_takes_no_body_as_before() {
        assertThat(http.delete("/auth/sessions/others", phone.bearer()).status())
                .isEqualTo(200);
        assertThat(http.post("/auth/logout-all", phone.bearer()).status()).isEqualTo(200);
    }

    @Test
    void administrators_see_the_depth_of_the_outbox_and_users_do_not() {
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();

        Answer answer = http.get("/admin/outbox", admin.bearer());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("topics").size()).isPositive();
        answer.json()
                .get("topics")
                .forEach(topic -> assertThat(topic.get("unpublished").asInt()).isNotNegative());
        assertThat(http.get("/admin/outbox", phone.bearer()).code()).isEqualTo("insufficient_scope");
        assertThat(http.get("/admin/outbox").status()).isEqualTo(401);
    }
}
