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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Curfew is for, told once and run over every way it is deployed: rows M1 to M18 of the mission as a person, an
 * administrator and an auditor meet them. Subclasses say where the platform is.
 */
abstract class RevocationJourney {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration SOON = Duration.ofSeconds(10);

    private String user = "";
    private Device laptop;
    private Device phone;

    /** The platform under test; started once per class. */
    abstract Platform platform();

    @BeforeEach
    void a_user_with_two_devices() {
        assertThat(platform().nodes()).hasSizeGreaterThanOrEqualTo(3);
        user = "user-" + UUID.randomUUID();
        assertThat(Device.register(platform(), user, PASSWORD).status()).isEqualTo(201);
        laptop = Device.login(platform(), user, PASSWORD, "laptop");
        phone = Device.login(platform(), user, PASSWORD, "phone");
    }

    @Test
    @DisplayName("M2 login answers tokens, and every node accepts the access token")
    void login() {
        Answer answer = laptop.login(PASSWORD);

        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(900);
        assertThat(answer.json().get("token_type").asString()).isEqualToIgnoringCase("Bearer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        JsonNode claims = claims(laptop.accessToken());
        assertThat(claims.get("sid").asString()).isEqualTo(laptop.sessionId());
        assertThat(claims.get("jti").asString()).isNotBlank();
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(900);
        isAcceptedEverywhere(laptop);
    }

    @Test
    @DisplayName("M1 M3 a refresh rotates; the session goes on; garbage is refused")
    void refresh() {
        String first = laptop.refreshToken();

        assertThat(laptop.refresh().status()).isEqualTo(200);

        assertThat(laptop.refreshToken()).isNotEqualTo(first);
        isAcceptedEverywhere(laptop);
        Answer refused = laptop.refreshWith("A".repeat(43));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("code").asString()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("M3 a refresh token reused after the leeway ends its session everywhere, and only it")
    void reuse() {
        String spent = laptop.refreshToken();
        assertThat(laptop.refresh().status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> laptop.refreshWith(spent).status() == 401);

        isRefusedEverywhere(laptop);
        assertThat(laptop.refresh().status()).isEqualTo(401);
        isAcceptedEverywhere(phone);
    }

    @Test
    @DisplayName("M4 the list shows both devices and which one is the current")
    void list() {
        JsonNode sessions = sessions(laptop, laptop.call("GET", "/auth/sessions", null));

        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.get(0).get("session_id").asString()).isEqualTo(phone.sessionId());
        assertThat(sessions.get(0).get("current").asBoolean()).isFalse();
        JsonNode current = sessions.get(1);
        assertThat(current.get("session_id").asString()).isEqualTo(laptop.sessionId());
        assertThat(current.get("current").asBoolean()).isTrue();
        assertThat(current.get("device_name").asString()).isEqualTo("laptop");
        assertThat(current.get("browser").asString()).contains("Firefox");
        for (String field : List.of("ip", "user_agent", "created_at", "last_seen_at", "expires_at", "client_id")) {
            assertThat(current.get(field).asString()).as(field).isNotBlank();
        }
    }

    @Test
    @DisplayName("M5 one session is ended by another; an unknown one is 404")
    void delete_one() {
        Answer answer = laptop.call("DELETE", "/auth/sessions/" + phone.sessionId(), null);

        assertThat(answer.status()).isEqualTo(204);
        isRefusedEverywhere(phone);
        isAcceptedEverywhere(laptop);
        assertThat(sessions(laptop, answer).size()).isEqualTo(1);
        assertThat(laptop.call("DELETE", "/auth/sessions/" + UUID.randomUUID(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("M6 everything else is ended, this device stays")
    void delete_others() {
        Answer answer = laptop.call("DELETE", "/auth/sessions/others", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        isRefusedEverywhere(phone);
        isAcceptedEverywhere(laptop);
    }

    @Test
    @DisplayName("M7 a new password ends all sessions; only it logs in again")
    void password() {
        Answer answer = laptop.call(
                "POST", "/auth/password", Map.of("current_password", PASSWORD, "new_password", "another good one"));

        assertThat(answer.status()).isEqualTo(204);
        isRefusedEverywhere(laptop);
        isRefusedEverywhere(phone);
        assertThat(laptop.login(PASSWORD).status()).isEqualTo(401);
        assertThat(laptop.login("another good one").status()).isEqualTo(200);
        isAcceptedEverywhere(laptop);
    }

    @Test
    @DisplayName("M8 M10 M12 M17 a logout is refused at every node; the other device stays signed in")
    void logout() {
        isAcceptedEverywhere(laptop);

        assertThat(laptop.logout().status()).isEqualTo(204);

        isRefusedEverywhere(laptop);
        assertThat(laptop.refresh().status()).isEqualTo(401);
        assertThat(laptop.logout().status()).isEqualTo(401);
        isAcceptedEverywhere(phone);
        assertThat(phone.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("M9 M17 logout-all ends every device at every node and says how many")
    void logout_all() {
        Answer answer = laptop.call("POST", "/auth/logout-all", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(2);
        isRefusedEverywhere(laptop);
        isRefusedEverywhere(phone);
    }

    @Test
    @DisplayName("M12 a logout can name another session of the same user, or all")
    void logout_names_another_session() {
        assertThat(laptop.call("POST", "/auth/logout", Map.of("refresh_token", phone.refreshToken()))
                        .status())
                .isEqualTo(204);
        isRefusedEverywhere(phone);
        isAcceptedEverywhere(laptop);

        Device tablet = Device.login(platform(), user, PASSWORD, "tablet");
        assertThat(laptop.call("POST", "/auth/logout", Map.of("all_devices", true))
                        .status())
                .isEqualTo(204);
        isRefusedEverywhere(tablet);
        isRefusedEverywhere(laptop);
    }

    @Test
    @DisplayName("M13 a refresh token alone logs out, again and again")
    void logout_by_refresh_token() {
        for (int i = 0; i < 2; i++) {
            assertThat(post("/auth/logout", Map.of("refresh_token", laptop.refreshToken()))
                            .status())
                    .isEqualTo(204);
            isRefusedEverywhere(laptop);
        }
    }

    @Test
    @DisplayName("M11 the cookie variant logs out, clears both cookies and is idempotent")
    void cookies() {
        Answer login = post(
                "/auth/login",
                Map.of("username", user, "password", PASSWORD, "delivery", "cookie", "client_id", "web"));
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.cookies()).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("HttpOnly", "Secure", "SameSite=Strict"));
        String access = CookieJar.value(login, "accessToken");
        String refresh = CookieJar.value(login, "refreshToken");
        String cookies = "accessToken=" + access + "; refreshToken=" + refresh;

        for (int i = 0; i < 2; i++) {
            Answer logout = Http.send(
                    "POST",
                    platform().frontDoor().resolve("/auth/logout"),
                    null,
                    "Cookie",
                    cookies,
                    "Sec-Fetch-Site",
                    "same-origin");
            assertThat(logout.status()).isEqualTo(200);
            assertThat(logout.json().get("message").asString()).isEqualTo("Logged out successfully");
            assertThat(logout.json().get("revoked").asInt()).isEqualTo(i == 0 ? 1 : 0);
            assertThat(logout.cookies()).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                    .contains("Max-Age=0", "HttpOnly", "Secure", "SameSite=Strict"));
        }
        platform().nodes().forEach(node -> refuses(node, access));
    }

    @Test
    @DisplayName("M15 no token, a bad token and too little right get their own answers")
    void resource_answers() {
        for (Platform.Node node : platform().nodes()) {
            Answer none = Http.send("GET", node.uri().resolve("/hello"), null);
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
            Answer bad = Http.send("GET", node.uri().resolve("/hello"), null, "Authorization", "Bearer x.y.z");
            assertThat(bad.status()).isEqualTo(401);
            assertThat(bad.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            Answer forbidden = Http.send(
                    "GET", node.uri().resolve("/admin/hello"), null, "Authorization", "Bearer " + laptop.accessToken());
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(forbidden.header("WWW-Authenticate")).contains("insufficient_scope");
        }
    }

    @Test
    @DisplayName("M16 every path is also below /api/v1, with or without a trailing slash")
    void api_v1() {
        assertThat(laptop.call("GET", "/api/v1/auth/sessions/", null).status()).isEqualTo(200);
        assertThat(laptop.call("POST", "/api/v1/auth/logout/", null).status()).isEqualTo(204);
        isRefusedEverywhere(laptop);
        assertThat(phone.call("POST", "/api/v1/auth/logout", null).status()).isEqualTo(204);
        isRefusedEverywhere(phone);
    }

    @Test
    @DisplayName("M18 the user sees how a session ended; the auditor reads the whole history; others do not")
    void history() {
        Answer logout = laptop.logout();
        String query = "/auth/sessions/history?min_position=" + logout.position();
        JsonNode ended = array(phone.call("GET", query, null).json());
        assertThat(ended.size()).isEqualTo(1);
        assertThat(ended.get(0).get("session_id").asString()).isEqualTo(laptop.sessionId());
        assertThat(ended.toString()).contains("LOGOUT");

        Device auditor = Device.login(platform(), "auditor", platform().auditorPassword(), "desk");
        String audit = "/audit/sessions/" + laptop.sessionId() + "/timeline";
        assertThat(auditor.call("GET", audit, null).body()).contains("session.started", "session.revoked");
        assertThat(phone.call("GET", audit, null).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("an administrator ends all sessions of a user, and a disabled user stays out")
    void administrator() {
        Device admin = Device.login(platform(), "admin", platform().adminPassword(), "console");
        String userId = claims(laptop.accessToken()).get("sub").asString();
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

        assertThat(phone.call("POST", "/admin/users/" + userId + "/logout-all", null)
                        .status())
                .isEqualTo(403);
        assertThat(admin.call("POST", "/admin/users/" + userId + "/logout-all", null)
                        .status())
                .isEqualTo(200);
        isRefusedEverywhere(laptop);
        isRefusedEverywhere(phone);

        laptop.login(PASSWORD);
        assertThat(admin.call("POST", "/admin/users/" + userId + "/disable", null)
                        .status())
                .isBetween(200, 204);
        isRefusedEverywhere(laptop);
        assertThat(laptop.login(PASSWORD).status()).isEqualTo(401);
    }

    private Answer post(String path, Map<String, ?> body) {
        return Http.send("POST", platform().frontDoor().resolve(path), body);
    }

    private static JsonNode sessions(Device device, Answer after) {
        String position = after.position();
        String query = position.isEmpty() ? "" : "?min_position=" + position;
        return await().atMost(SOON)
                .until(() -> device.call("GET", "/auth/sessions" + query, null), a -> a.status() == 200)
                .json()
                .path("sessions");
    }

    private static JsonNode array(JsonNode json) {
        return json.isArray() ? json : json.path("sessions");
    }

    private void isAcceptedEverywhere(Device device) {
        for (Platform.Node node : platform().nodes()) {
            assertThat(device.hello(node))
                    .as(node.name())
                    .extracting(Answer::status)
                    .isEqualTo(200);
        }
    }

    private void isRefusedEverywhere(Device device) {
        platform().nodes().forEach(node -> refuses(node, device.accessToken()));
    }

    /** I1 BoundedStaleness and I4 NoResurrection: within moments the node refuses, and goes on refusing. */
    private static void refuses(Platform.Node node, String accessToken) {
        Answer refused = await(node.name())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> hello(node, accessToken), answer -> answer.status() == 401);
        assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"", "revoked");
        assertThat(refused.json().get("code").asString()).isEqualTo("session_revoked");
        for (int i = 0; i < 5; i++) {
            assertThat(hello(node, accessToken).status()).isEqualTo(401);
        }
    }

    private static Answer hello(Platform.Node node, String accessToken) {
        return Http.send("GET", node.uri().resolve("/hello"), null, "Authorization", "Bearer " + accessToken);
    }

    static JsonNode claims(String jwt) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", 3)[1]));
    }
}
