package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser whose access cookie is gone, or that holds several cookies of one name: a log-out never says more than it did. */
class CookieLogoutHttpIT {
    private final WebNode node = WebNode.shared();
    private final Http http = new Http(node.address());

    private Person ann;
    private Device browser;
    private Device phone;

    @BeforeEach
    void a_browser_and_a_phone() {
        ann = Person.of(node);
        browser = ann.login();
        phone = ann.login();
    }

    private Answer logout(Map<String, ?> body, String cookies) {
        return http.post("/auth/logout", body, "Cookie", cookies, "Sec-Fetch-Site", "same-origin");
    }

    private String refreshCookie() {
        return "refreshToken=" + browser.refreshToken();
    }

    @ParameterizedTest(name = "access cookie \"{0}\"")
    @ValueSource(strings = {"", "accessToken=x.y.z; ", "accessToken=; "})
    @DisplayName("all_devices by the refresh cookie takes the password, and then ends all of them")
    void everywhere(String accessCookie) {
        String cookies = accessCookie + refreshCookie();
        Answer without = logout(Map.of("all_devices", true), cookies);
        Answer wrong = logout(Map.of("all_devices", true, "current_password", "not hers"), cookies);

        assertThat(without.code()).isEqualTo("reauthentication_required");
        assertThat(wrong.code()).isEqualTo("wrong_password");
        assertThat(List.of(without, wrong)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.cookies()).isEmpty();
        });
        assertThat(List.of(browser.bearerWorks(), phone.bearerWorks())).containsOnly(true);

        Answer done = logout(Map.of("all_devices", true, "current_password", ann.password()), cookies);

        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(done.json().get("revoked").asInt()).isEqualTo(2);
        assertThat(List.of(browser.bearerWorks(), phone.bearerWorks())).containsOnly(false);
    }

    @Test
    void everywhere_without_any_token_that_counts_is_401_and_nothing_is_done() {
        String spent = "refreshToken=" + "A".repeat(43);

        Answer answer = logout(Map.of("all_devices", true, "current_password", ann.password()), spent);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.cookies()).isEmpty();
        assertThat(phone.bearerWorks()).isTrue();
    }

    @Test
    @DisplayName("every value of a cookie that comes twice is tried, whichever comes first")
    void stale_values_come_first() {
        Answer answer = logout(
                Map.of(),
                "refreshToken=x; accessToken=x; accessToken=" + browser.accessToken() + "; " + refreshCookie());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        assertThat(browser.bearerWorks()).isFalse();
        assertThat(phone.bearerWorks()).isTrue();
    }

    @Test
    void a_refresh_tries_every_value_too() {
        Answer answer = http.post(
                "/auth/refresh",
                "Cookie",
                "refreshToken=x; refreshToken=" + "A".repeat(43) + "; " + refreshCookie(),
                "Sec-Fetch-Site",
                "same-origin");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void both_sessions_of_a_browser_that_holds_two_are_ended() {
        Answer answer = logout(Map.of(), refreshCookie() + "; refreshToken=" + phone.refreshToken());

        assertThat(answer.json().get("revoked").asInt()).isEqualTo(2);
        assertThat(List.of(browser.bearerWorks(), phone.bearerWorks())).containsOnly(false);
    }

    @Test
    void cookies_that_are_not_understood_are_no_success() {
        Answer answer = logout(Map.of(), "accessToken=x; refreshToken=y");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("message")).doesNotContain("success");
        assertThat(answer.json().get("revoked").asInt()).isZero();
    }

    @Test
    @DisplayName("the names with prefixes are read and cleared beside the plain ones")
    void prefixed_names() {
        Answer answer = logout(
                Map.of(),
                "__Host-accessToken=" + browser.accessToken() + "; __Secure-refreshToken=" + browser.refreshToken());

        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        assertThat(answer.cookies()).anyMatch(cookie -> cookie.startsWith("__Host-accessToken=; Path=/; "));
        assertThat(answer.cookies()).anyMatch(cookie -> cookie.startsWith("__Secure-refreshToken=; Path=/auth; "));
        assertThat(answer.cookies()).allMatch(cookie -> cookie.contains("; Max-Age=0; "));
    }

    @Test
    @DisplayName("signing in again in the same browser ends the session whose cookies are replaced")
    void signing_in_again() {
        Map<String, ?> credentials =
                Map.of("username", ann.username(), "password", ann.password(), "delivery", "cookie");

        for (String cookies : List.of(refreshCookie(), "accessToken=" + phone.accessToken())) {
            assertThat(http.post("/auth/login", credentials, "Cookie", cookies, "Sec-Fetch-Site", "same-origin")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(browser.refresh().status()).isEqualTo(401);
        assertThat(phone.refresh().status()).isEqualTo(401);
    }

    @Test
    void signing_in_as_somebody_else_or_without_cookies_ends_nothing() {
        Person ben = Person.of(node);
        List<Answer> answers = new ArrayList<>();
        answers.add(http.post(
                "/auth/login",
                Map.of("username", ben.username(), "password", ben.password(), "delivery", "cookie"),
                "Cookie",
                refreshCookie(),
                "Sec-Fetch-Site",
                "same-origin"));
        answers.add(http.post(
                "/auth/login",
                Map.of("username", ann.username(), "password", ann.password()),
                "Cookie",
                refreshCookie()));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(browser.bearerWorks()).isTrue();
    }
}
