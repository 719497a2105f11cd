package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Administrators, registration, metadata, and what is not there. */
class AdminHttpIT {
    private final Http http = new Http(WebNode.shared().address());

    private Person ann;
    private Device laptop;
    private Device admin;

    @BeforeEach
    void a_person_and_an_administrator() {
        ann = Person.of(WebNode.shared());
        laptop = ann.login();
        admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
    }

    @Test
    void an_administrator_ends_all_sessions_of_a_user() {
        Answer answer = http.post("/admin/users/" + ann.userId() + "/logout-all", admin.bearer());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        assertThat(answer.header("Curfew-Position")).isEqualTo("1");
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(ann.login().bearerWorks()).isTrue();
    }

    @Test
    void a_disabled_user_is_signed_out_and_stays_out() {
        for (int i = 0; i < 2; i++) {
            assertThat(http.post("/admin/users/" + ann.userId() + "/disable", admin.bearer())
                            .status())
                    .isEqualTo(204);
        }

        Answer refused = ann.tryLogin(ann.password());
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("invalid_credentials");
    }

    @Test
    void an_account_without_any_session_can_be_disabled() {
        Person ben = Person.register(http);

        assertThat(http.post("/admin/users/" + ben.userId() + "/disable", admin.bearer())
                        .status())
                .isEqualTo(204);
        assertThat(ben.tryLogin(ben.password()).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("M15 nobody else may, not even an administrator who has logged out")
    void only_administrators() {
        String path = "/admin/users/" + ann.userId() + "/logout-all";

        Answer person = http.post(path, laptop.bearer());
        assertThat(person.status()).isEqualTo(403);
        assertThat(person.code()).isEqualTo("insufficient_scope");
        assertThat(person.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"", "scope=\"admin\"");
        assertThat(http.post(path).status()).isEqualTo(401);
        assertThat(http.post("/auth/logout", admin.bearer()).status()).isEqualTo(204);
        Answer loggedOut = http.post(path, admin.bearer());
        assertThat(loggedOut.status()).isEqualTo(401);
        assertThat(loggedOut.code()).isEqualTo("session_revoked");
        assertThat(laptop.bearerWorks()).isTrue();
    }

    @Test
    void an_unknown_user_is_404() {
        Answer answer = http.post("/admin/users/" + UUID.randomUUID() + "/disable", admin.bearer());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("user_not_found");
    }

    @Test
    void user_names_are_taken_in_whatever_case_or_form() {
        String name = "Zoë-" + UUID.randomUUID();
        assertThat(http.post("/auth/register", Map.of("username", name, "password", "long enough"))
                        .status())
                .isEqualTo(201);

        Answer shouted = http.post(
                "/auth/register",
                Map.of("username", name.toUpperCase(java.util.Locale.ROOT), "password", "long enough"));
        Answer decomposed = http.post(
                "/auth/register",
                Map.of(
                        "username",
                        java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD),
                        "password",
                        "long enough"));

        assertThat(shouted.status()).isEqualTo(409);
        assertThat(shouted.code()).isEqualTo("username_taken");
        assertThat(decomposed.status()).isEqualTo(409);
    }

    @Test
    void an_unknown_name_and_a_wrong_password_get_the_same_answer() {
        Answer wrong = ann.tryLogin("not the password");
        Answer unknown = http.post(
                "/auth/login", Map.of("username", "nobody-" + UUID.randomUUID(), "password", "not the password"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("invalid_credentials");
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"curfew\"");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
    }

    @Test
    void metadata_leads_to_the_keys_and_the_keys_have_no_secret() {
        Answer metadata = http.get("/.well-known/oauth-authorization-server");
        Answer keys = http.get("/.well-known/jwks.json");

        assertThat(metadata.text("issuer")).isEqualTo("http://127.0.0.1:8080");
        assertThat(metadata.text("jwks_uri")).isEqualTo("http://127.0.0.1:8080/.well-known/jwks.json");
        var key = keys.json().get("keys").get(0);
        assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "n", "e", "use", "alg", "kid");
        assertThat(key.get("alg").asString()).isEqualTo("RS256");
        assertThat(http.get("/.well-known/openid-configuration").status()).isEqualTo(404);
    }

    @Test
    void what_is_not_there_is_a_problem_of_404_and_a_wrong_method_405() {
        for (String path : new String[] {
            "/", "/nothing", "/actuator/env", "/revocations/unknown", "/auth", "/error", "/v3/api-docs/swagger-config"
        }) {
            Answer answer = http.get(path, "Accept", "text/html");
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("type")).startsWith("https://curfew.dev/problems/");
        }
        Answer method = http.get("/auth/login");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method_not_allowed");
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void answers_carry_security_headers_and_nothing_about_the_server() {
        Answer answer = http.get("/.well-known/jwks.json");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.cookies()).isEmpty();
    }
}
