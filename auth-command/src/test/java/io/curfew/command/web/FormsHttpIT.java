package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies as OAuth clients send them (RFC 6749, appendix B). */
class FormsHttpIT {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Http http = new Http(WebNode.shared().address());

    private Device laptop;

    @BeforeEach
    void a_device() {
        laptop = Person.of(WebNode.shared()).login();
    }

    private Answer form(String path, String body, String... headers) {
        return http.send("POST", path, FORM, body, headers);
    }

    @Test
    @DisplayName("a refresh as RFC 6749, section 6 has it, with and without the client's name")
    void refresh() {
        Answer answer = form(
                "/auth/refresh",
                "grant_type=refresh_token&refresh_token=" + laptop.refreshToken() + "&client_id=curfew");
        Answer next = form("/api/v1/auth/refresh", "refresh_token=" + answer.text("refresh_token"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text("access_token")).isNotEmpty();
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void another_client_gets_nothing_and_spends_nothing() {
        Answer answer = form("/auth/refresh", "refresh_token=" + laptop.refreshToken() + "&client_id=curfew-cli");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid_grant");
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    void logout() {
        assertThat(form("/auth/logout", "refresh_token=" + laptop.refreshToken())
                        .status())
                .isEqualTo(204);
        assertThat(laptop.refresh().status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "grant_type=password&refresh_token=TOKEN, invalid_field",
        "refresh_token=TOKEN&refresh_token=TOKEN, malformed_body",
        "refresh_token=TOKEN&scope=admin, unknown_field",
        "refresh_token=TOKEN&client_id=%zz, malformed_body",
        "'', missing_field",
        "refresh_token=, missing_field"
    })
    void what_is_not_understood_is_refused(String body, String code) {
        Answer answer = form("/auth/refresh", body.replace("TOKEN", laptop.refreshToken()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.response().body()).doesNotContain(laptop.refreshToken());
        assertThat(laptop.refresh().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a client introspects by client_secret_post too, in one way at a time")
    void client_secret_post() {
        String token = "token=" + laptop.accessToken() + "&client_id=orders&client_secret=";
        String secret = URLEncoder.encode(WebNode.ORDERS_SECRET, StandardCharsets.UTF_8);
        String basic = Base64.getEncoder()
                .encodeToString(("orders:" + WebNode.ORDERS_SECRET).getBytes(StandardCharsets.UTF_8));

        Answer good = form("/auth/introspect", token + secret);
        Answer wrong = form("/auth/introspect", token + "wrong");
        Answer both = form("/auth/introspect", token + secret, "Authorization", "Basic " + basic);

        assertThat(good.status()).as(good.toString()).isEqualTo(200);
        assertThat(good.json().get("active").asBoolean()).isTrue();
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("error")).isEqualTo("invalid_client");
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.text("error")).isEqualTo("invalid_request");
    }
}
