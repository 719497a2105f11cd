package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Introspection (RFC 7662): for known clients only, true this instant, and silent about why not. */
class IntrospectionHttpIT {
    private static final String SECRET = WebNode.ORDERS_SECRET;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PATH = "/auth/introspect";
    private static final String INACTIVE = "{\"active\":false}";

    private final Http http = new Http(WebNode.shared().address());

    private Person ann;
    private Device laptop;

    @BeforeEach
    void a_person() {
        ann = Person.of(WebNode.shared());
        laptop = ann.login();
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private Answer introspect(String token) {
        return http.send("POST", PATH, FORM, "token=" + token, "Authorization", basic("orders", SECRET));
    }

    @Test
    void a_live_token_is_told_with_what_it_says() {
        Answer answer = introspect(laptop.accessToken());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        JsonNode claims = RulesStage.part(laptop.accessToken(), 1);
        JsonNode told = answer.json();
        assertThat(told.get("active").asBoolean()).isTrue();
        for (String name : new String[] {"sub", "sid", "jti", "client_id", "scope", "iss"}) {
            assertThat(told.get(name).asString())
                    .as(name)
                    .isEqualTo(claims.get(name).asString());
        }
        assertThat(told.get("exp").asLong()).isEqualTo(claims.get("exp").asLong());
        assertThat(told.get("iat").asLong()).isEqualTo(claims.get("iat").asLong());
        assertThat(told.get("aud").asString()).isEqualTo("curfew");
        assertThat(told.get("token_type").asString()).isEqualTo("Bearer");
    }

    @Test
    void whatever_is_not_live_is_inactive_and_nobody_is_told_why() {
        assertThat(http.post("/auth/logout", laptop.bearer()).status()).isEqualTo(204);
        Device phone = ann.login();
        Device admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        String jti = RulesStage.part(phone.accessToken(), 1).get("jti").asString();
        Map<String, ?> rule = Map.of("kind", "token", "value", jti, "reason", "copied");
        assertThat(http.post("/admin/revocations", rule, admin.bearer()).status())
                .isEqualTo(201);

        for (String token : new String[] {
            laptop.accessToken(), phone.accessToken(), laptop.refreshToken(), "nonsense", "a.b.c", "x".repeat(9000)
        }) {
            Answer answer = introspect(token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body()).isEqualTo(INACTIVE);
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void only_known_clients_are_answered() {
        for (String authorization : new String[] {
            basic("orders", "wrong"),
            basic("billing", SECRET),
            basic("", ""),
            basic("orders", ""),
            "Basic !!",
            "Basic",
            "Bearer " + laptop.accessToken(),
            "Basic " + Base64.getEncoder().encodeToString(new byte[] {1, 2})
        }) {
            Answer answer =
                    http.send("POST", PATH, FORM, "token=" + laptop.accessToken(), "Authorization", authorization);
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.text("error")).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"curfew\"");
        }
        assertThat(http.send("POST", PATH, FORM, "token=x").status()).isEqualTo(401);
        assertThat(http.get(PATH, "Authorization", basic("orders", SECRET)).status())
                .isEqualTo(405);
    }

    @Test
    void a_client_may_form_encode_its_secret_as_the_rfc_says() {
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        Answer answer = http.send(
                "POST", PATH, FORM, "token=" + laptop.accessToken(), "Authorization", basic("orders", encoded));

        assertThat(answer.json().get("active").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=", "token", "tokens=a", "token=a&token=b", "token=%zz"})
    void a_form_without_one_token_is_400(String form) {
        Answer answer = http.send("POST", PATH, FORM, form, "Authorization", basic("orders", SECRET));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void json_is_no_form() {
        assertThat(http.send(
                                "POST",
                                PATH,
                                "application/json",
                                "{\"token\":\"x\"}",
                                "Authorization",
                                basic("orders", SECRET))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void metadata_lead_to_it() {
        JsonNode metadata = http.get("/.well-known/oauth-authorization-server").json();

        assertThat(metadata.get("introspection_endpoint").asString()).endsWith(PATH);
        assertThat(metadata.get("introspection_endpoint_auth_methods_supported")
                        .get(0)
                        .asString())
                .isEqualTo("client_secret_basic");
    }
}
