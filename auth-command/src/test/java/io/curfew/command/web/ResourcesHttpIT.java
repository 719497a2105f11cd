package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Access tokens name what they are for (RFC 8707), and the front door takes those that name it. */
class ResourcesHttpIT {
    private static final String ISSUER = "https://login.example";
    private static final String ORDERS = "https://orders.example/";
    private static final String BILLING = "https://billing.example";
    private static final String SECRET = "a secret of shop 0123";

    private static final String[] SETTINGS = {
        "curfew.issuer=" + ISSUER,
        "curfew.resources=" + ORDERS + "," + BILLING,
        "curfew.clients.shop.resources=" + ORDERS,
        "curfew.clients.both.resources=" + ORDERS + "," + ISSUER,
        "curfew.clients.gateway.secret=" + SECRET,
        "curfew.clients.gateway.grants=",
        "curfew.clients.gateway.introspection=any"
    };

    private static WebNode lax;
    private static WebNode strict;

    @BeforeAll
    static void start() {
        lax = WebNode.start(SETTINGS);
        List<String> more = new ArrayList<>(List.of(SETTINGS));
        more.add("curfew.require-issuer-audience=true");
        strict = WebNode.start(more.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        lax.close();
        strict.close();
    }

    private Http http;
    private Person ann;

    @BeforeEach
    void a_person() {
        at(lax);
    }

    private void at(WebNode node) {
        http = new Http(node.address());
        ann = Person.of(node);
    }

    private Answer login(Object resource, String... more) {
        Map<String, Object> body = new HashMap<>(Map.of("username", ann.username(), "password", ann.password()));
        if (resource != null) {
            body.put("resource", resource);
        }
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return http.post("/auth/login", body);
    }

    private static List<String> audience(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> named = new ArrayList<>();
        RulesStage.part(answer.text("access_token"), 1).get("aud").forEach(each -> named.add(each.asString()));
        return named;
    }

    private static String[] bearer(Answer login) {
        return new String[] {"Authorization", "Bearer " + login.text("access_token")};
    }

    @Test
    void a_token_is_for_what_was_asked_for_at_login_and_at_each_refresh() {
        Answer login = login(ORDERS);

        assertThat(audience(login)).containsExactly(ORDERS);
        assertThat(audience(login(List.of(ORDERS, BILLING)))).containsExactlyInAnyOrder(ORDERS, BILLING);
        assertThat(audience(login(null))).containsExactly("curfew");
        Answer refreshed = http.post(
                "/auth/refresh", Map.of("refresh_token", login.text("refresh_token"), "resource", List.of(BILLING)));
        assertThat(audience(refreshed)).containsExactly(BILLING);
        Answer byForm = http.send(
                "POST",
                "/auth/refresh",
                "application/x-www-form-urlencoded",
                "refresh_token=" + refreshed.text("refresh_token") + "&resource=" + ORDERS + "&resource=" + BILLING);
        assertThat(audience(byForm)).containsExactlyInAnyOrder(ORDERS, BILLING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://orders.example", "https://evil.example", "orders", "curfew2"})
    void a_resource_that_is_not_known_is_refused_and_nothing_is_spent(String resource) {
        Device laptop = ann.login();

        assertThat(login(resource).code()).isEqualTo("invalid_target");
        assertThat(login(List.of(ORDERS, resource)).code()).isEqualTo("invalid_target");
        assertThat(http.post(
                                "/auth/refresh",
                                Map.of("refresh_token", laptop.refreshToken(), "resource", List.of(resource)))
                        .code())
                .isEqualTo("invalid_target");
        assertThat(laptop.refresh().status()).isEqualTo(200);
        assertThat(lax.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select count(*) from active_session where user_id = ?", Integer.class, ann.userId()))
                .isEqualTo(1);
    }

    @Test
    void what_is_no_list_of_texts_is_refused() {
        assertThat(login(Map.of("a", "b")).status()).isEqualTo(400);
        assertThat(login("").code()).isEqualTo("missing_field");
        assertThat(http.send(
                                "POST",
                                "/auth/refresh",
                                "application/x-www-form-urlencoded",
                                "resource=&refresh_token=" + ann.login().refreshToken())
                        .status())
                .isEqualTo(200); // RFC 6749, section 3.1: as if it were not there
        assertThat(login(List.of()).status()).isEqualTo(200);
        assertThat(login(new ArrayList<>(Collections.nCopies(11, ORDERS))).code())
                .isEqualTo("invalid_field");
    }

    @Test
    void a_client_gets_tokens_for_its_own_resources_only() {
        assertThat(audience(login(null, "client_id", "shop"))).containsExactly(ORDERS);
        assertThat(audience(login(ORDERS, "client_id", "shop"))).containsExactly(ORDERS);
        assertThat(login(ISSUER, "client_id", "shop").code()).isEqualTo("invalid_target");
        assertThat(login(BILLING, "client_id", "shop").code()).isEqualTo("invalid_target");
    }

    @Test
    void a_token_for_another_service_opens_nothing_here() {
        for (WebNode node : List.of(lax, strict)) {
            at(node);
            Answer foreign = login(ORDERS);

            assertThat(http.delete("/auth/sessions/others", bearer(foreign)).code())
                    .isEqualTo("token_invalid");
            assertThat(http.post("/auth/logout", bearer(foreign)).code()).isEqualTo("token_invalid");
            // Its refresh token is its client's alone.
            assertThat(http.post("/auth/logout", Map.of("refresh_token", foreign.text("refresh_token")))
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void by_default_a_token_for_all_services_is_one_for_the_front_door() {
        for (Object resource : new Object[] {null, "curfew", ISSUER, List.of(ISSUER, ORDERS)}) {
            assertThat(http.delete("/auth/sessions/others", bearer(login(resource)))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void by_setting_the_front_door_takes_only_what_names_it() {
        at(strict);
        for (Object resource : new Object[] {null, "curfew"}) {
            Answer shared = login(resource);
            assertThat(http.delete("/auth/sessions/others", bearer(shared)).code())
                    .isEqualTo("token_invalid");
            assertThat(http.get("/admin/outbox", bearer(shared)).code()).isEqualTo("token_invalid");
        }
        assertThat(http.delete("/auth/sessions/others", bearer(login(ISSUER))).status())
                .isEqualTo(200);
        // One for two could be replayed by the other.
        assertThat(login(List.of(ORDERS, ISSUER)).code()).isEqualTo("invalid_target");
        assertThat(audience(login(null, "client_id", "both"))).containsExactly(ORDERS);
        assertThat(audience(login(ISSUER, "client_id", "both"))).containsExactly(ISSUER);
    }

    @Test
    void cookies_are_for_what_they_were_asked_for() {
        at(strict);
        Answer login = login(ISSUER, "delivery", "cookie");
        String access = login.cookies().get(0).split(";", 2)[0];
        String refresh = login.cookies().get(1).split(";", 2)[0];
        String[] ours = {"Cookie", access + "; " + refresh, "Sec-Fetch-Site", "same-origin"};

        Answer renewed = http.post("/auth/refresh", Map.of("resource", ISSUER), ours);
        assertThat(adminOutbox(renewed)).isEqualTo("insufficient_scope"); // known, and nobody who may
        String next = renewed.cookies().get(1).split(";", 2)[0];
        Answer shared = http.post("/auth/refresh", "Cookie", next, "Sec-Fetch-Site", "same-origin");
        assertThat(adminOutbox(shared)).isEqualTo("token_invalid");
    }

    private String adminOutbox(Answer cookies) {
        assertThat(cookies.status()).as(cookies.toString()).isEqualTo(200);
        String access = cookies.cookies().get(0).split(";", 2)[0];
        return http.get("/admin/outbox", "Cookie", access, "Sec-Fetch-Site", "same-origin")
                .code();
    }

    @Test
    void introspection_tells_whom_a_token_is_for() {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("gateway:" + SECRET).getBytes(StandardCharsets.UTF_8));
        JsonNode one = introspect(basic, login(ORDERS));
        JsonNode two = introspect(basic, login(List.of(BILLING, ORDERS)));

        assertThat(one.get("active").asBoolean()).isTrue();
        assertThat(one.get("aud").asString()).isEqualTo(ORDERS);
        assertThat(two.get("aud").get(0).asString()).isEqualTo(BILLING);
        assertThat(two.get("aud").get(1).asString()).isEqualTo(ORDERS);
    }

    private JsonNode introspect(String basic, Answer login) {
        return http.send(
                        "POST",
                        "/auth/introspect",
                        "application/x-www-form-urlencoded",
                        "token=" + login.text("access_token"),
                        "Authorization",
                        basic)
                .json();
    }
}
