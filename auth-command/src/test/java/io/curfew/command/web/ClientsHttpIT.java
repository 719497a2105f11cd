package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clients are those of the registry, have the rights it gives them, and prove who they are when they have a secret. */
class ClientsHttpIT {
    private static final String SECRET = "a secret of shop: 0123456789";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static WebNode node;

    private Http http;
    private Person ann;

    @BeforeAll
    static void start() {
        node = WebNode.start(
                "curfew.clients.shop.secret=" + SECRET,
                "curfew.clients.shop.introspection=own",
                "curfew.clients.gateway.secret=" + SECRET,
                "curfew.clients.gateway.grants=",
                "curfew.clients.gateway.introspection=any",
                "curfew.clients.[Shop:1].secret=" + SECRET,
                "curfew.clients.batch.grants=password",
                "curfew.clients.batch.secret=" + SECRET);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void a_person() {
        http = new Http(node.address());
        ann = Person.of(node);
    }

    private Map<String, Object> login(String... more) {
        Map<String, Object> body = new HashMap<>(Map.of("username", ann.username(), "password", ann.password()));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return body;
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private void begins_no_session(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(node.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select count(*) from active_session where user_id = ?", Integer.class, ann.userId()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curfew", "curfew-pages", "curfew-cli", "app"})
    void public_clients_need_no_more_than_their_id(String id) {
        Answer answer = http.post("/auth/login", login("client_id", id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(RulesStage.part(answer.text("access_token"), 1)
                        .get("client_id")
                        .asString())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "Curfew", "curfew-page", "apps"})
    void a_client_that_is_not_registered_is_400(String id) {
        begins_no_session(http.post("/auth/login", login("client_id", id)), 400, "unknown_client");
    }

    @Test
    void a_client_with_a_secret_proves_itself_in_either_way() {
        assertThat(http.post("/auth/login", login("client_id", "shop", "client_secret", SECRET))
                        .status())
                .isEqualTo(200);
        Answer answer = http.post("/auth/login", login(), "Authorization", basic("shop", SECRET));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(RulesStage.part(answer.text("access_token"), 1)
                        .get("client_id")
                        .asString())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "shop,",
        "shop, wrong",
        "app, a secret of shop: 0123456789", // public: it has nothing to prove
        "nobody, a secret of shop: 0123456789",
    })
    void a_client_that_does_not_prove_itself_is_401(String id, String secret) {
        Answer answer = http.post(
                "/auth/login",
                secret == null ? login("client_id", id) : login("client_id", id, "client_secret", secret));

        begins_no_session(answer, 401, "invalid_client");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=");
        assertThat(answer.response().body()).doesNotContain(SECRET, "wrong");
    }

    @Test
    void two_ways_are_one_too_many() {
        begins_no_session(
                http.post(
                        "/auth/login",
                        login("client_id", "shop", "client_secret", SECRET),
                        "Authorization",
                        basic("shop", SECRET)),
                400,
                "bad_request");
        begins_no_session(
                http.post("/auth/login", login("client_id", "app"), "Authorization", basic("shop", SECRET)),
                400,
                "bad_request");
    }

    @Test
    void a_client_without_the_grant_may_not_log_in() {
        begins_no_session(
                http.post("/auth/login", login(), "Authorization", basic("gateway", SECRET)),
                400,
                "unauthorized_client");
    }

    @Test
    void a_client_that_may_not_refresh_gets_no_refresh_token() {
        Answer body = http.post("/auth/login", login("client_id", "batch", "client_secret", SECRET));
        assertThat(body.json().has("access_token")).isTrue();
        assertThat(body.json().has("refresh_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "shop"})
    void cookies_are_for_public_clients_that_may_refresh(String id) {
        Answer answer = http.post("/auth/login", login("client_id", id, "client_secret", SECRET, "delivery", "cookie"));

        begins_no_session(answer, 400, "unauthorized_client");
        assertThat(answer.cookies()).isEmpty();
    }

    @Test
    void a_session_from_before_clients_were_recorded_is_the_default_clients() {
        Device laptop = ann.login();
        node.bean(JdbcTemplate.class)
                .update("update active_session set client_id = null where session_id = ?", laptop.sessionId());

        assertThat(refresh(Map.of("refresh_token", laptop.refreshToken(), "client_id", "app"))
                        .code())
                .isEqualTo("invalid_grant");
        Answer named = refresh(Map.of("refresh_token", laptop.refreshToken(), "client_id", "curfew"));
        assertThat(named.status()).as(named.toString()).isEqualTo(200);
        assertThat(refresh(Map.of("refresh_token", named.text("refresh_token"))).status())
                .isEqualTo(200);
    }

    @Test
    void basic_is_asked_for_only_where_it_was_tried() {
        Answer basic = http.post("/auth/login", login(), "Authorization", basic("shop", "wrong"));
        assertThat(basic.code()).isEqualTo("invalid_client");
        assertThat(basic.header("WWW-Authenticate")).startsWith("Basic realm=");
        Answer encoded =
                http.post("/auth/login", login("client_id", "Shop:1"), "Authorization", basic("Shop%3A1", SECRET));
        assertThat(encoded.status()).as(encoded.toString()).isEqualTo(200);
    }

    @Test
    void the_refresh_token_of_a_client_with_a_secret_is_nothing_without_it() {
        String token = http.post("/auth/login", login("client_id", "shop", "client_secret", SECRET))
                .text("refresh_token");

        assertThat(refresh(Map.of("refresh_token", token)).code()).isEqualTo("invalid_client");
        assertThat(refresh(Map.of("refresh_token", token, "client_id", "shop")).code())
                .isEqualTo("invalid_client");
        assertThat(refresh(Map.of("refresh_token", token, "client_id", "web")).code())
                .isEqualTo("unknown_client");
        // RFC 6749, section 5.2: issued to another client. Nothing is ended by it.
        assertThat(refresh(Map.of("refresh_token", token, "client_id", "app")).code())
                .isEqualTo("invalid_grant");

        Answer first = refresh(Map.of("refresh_token", token, "client_id", "shop", "client_secret", SECRET));
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        Answer form = http.send(
                "POST",
                "/auth/refresh",
                FORM,
                "grant_type=refresh_token&refresh_token=" + first.text("refresh_token"),
                "Authorization",
                basic("shop", SECRET));
        assertThat(form.status()).as(form.toString()).isEqualTo(200);
    }

    @Test
    void a_session_of_a_client_that_was_taken_out_goes_on_when_it_is_back() {
        Device laptop = ann.login();
        JdbcTemplate jdbc = node.bean(JdbcTemplate.class);
        jdbc.update("update active_session set client_id = 'gone' where session_id = ?", laptop.sessionId());

        assertThat(laptop.refresh().code()).isEqualTo("unknown_client");
        jdbc.update("update active_session set client_id = 'app' where session_id = ?", laptop.sessionId());
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    void a_client_is_told_about_tokens_as_far_as_it_may() {
        String own = http.post("/auth/login", login("client_id", "shop", "client_secret", SECRET))
                .text("access_token");
        String another = ann.login().accessToken();

        assertThat(isActive("shop", own)).isTrue();
        assertThat(isActive("shop", another)).isFalse();
        assertThat(isActive("gateway", own)).isTrue();
        assertThat(isActive("gateway", another)).isTrue();
        Answer none = introspect("batch", own);
        assertThat(none.status()).isEqualTo(403);
        assertThat(none.text("error")).isEqualTo("unauthorized_client");
        Answer secretless =
                http.send("POST", "/auth/introspect", FORM, "token=" + own, "Authorization", basic("app", ""));
        assertThat(secretless.status()).isEqualTo(401);
        assertThat(secretless.text("error")).isEqualTo("invalid_client");
    }

    private Answer introspect(String client, String token) {
        return http.send("POST", "/auth/introspect", FORM, "token=" + token, "Authorization", basic(client, SECRET));
    }

    private boolean isActive(String client, String token) {
        return introspect(client, token).json().get("active").asBoolean();
    }

    private Answer refresh(Map<String, ?> body) {
        return http.post("/auth/refresh", body);
    }
}
