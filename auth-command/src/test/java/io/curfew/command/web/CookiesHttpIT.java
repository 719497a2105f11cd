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
import org.junit.jupiter.params.provider.CsvSource;

/** Row M11, and what another site may not do with a browser's cookies. */
class CookiesHttpIT {
    private static final String[] OURS = {"Sec-Fetch-Site", "same-origin"};

    private final WebNode node = WebNode.shared();
    private final Http http = new Http(node.address());

    private Person ann;
    private Answer login;

    @BeforeEach
    void a_browser_that_is_logged_in() {
        ann = Person.of(node);
        login = login("/auth/login");
    }

    private Answer login(String path, String... headers) {
        return http.post(
                path, Map.of("username", ann.username(), "password", ann.password(), "delivery", "cookie"), headers);
    }

    private static String value(Answer answer, String name) {
        return answer.cookies().stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private String[] cookies(String... more) {
        String both = "accessToken=" + value(login, "accessToken") + "; refreshToken=" + value(login, "refreshToken");
        String[] headers = new String[more.length + 2];
        headers[0] = "Cookie";
        headers[1] = both;
        System.arraycopy(more, 0, headers, 2, more.length);
        return headers;
    }

    @Test
    @DisplayName("M11 tokens travel in cookies that no script and no other site can use, and not in the body")
    void login_sets_cookies() {
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.cookies()).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("; HttpOnly", "; Secure", "; SameSite=Strict"));
        assertThat(login.cookies().get(0)).startsWith("accessToken=").contains("; Path=/;", "Max-Age=900");
        assertThat(login.cookies().get(1)).startsWith("refreshToken=").contains("; Path=/auth;", "Max-Age=604800");
        assertThat(login.json().has("access_token")).isFalse();
        assertThat(login.json().has("refresh_token")).isFalse();
        assertThat(login.text("session_id")).isNotEmpty();
        assertThat(login("/api/v1/auth/login").cookies().get(1)).contains("; Path=/api/v1/auth;");
    }

    @Test
    @DisplayName("M11 a cookie log-out clears both cookies with the attributes they were set with, and is idempotent")
    void logout() {
        for (int revoked : new int[] {1, 0, 0}) {
            Answer answer = http.post("/auth/logout", cookies(OURS));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("message")).isEqualTo("Logged out successfully");
            assertThat(answer.json().get("revoked").asInt()).isEqualTo(revoked);
            assertThat(answer.cookies()).hasSize(3).allSatisfy(cookie -> assertThat(cookie)
                    .contains("; Max-Age=0", "; HttpOnly", "; Secure", "; SameSite=Strict"));
            assertThat(answer.cookies().get(0)).startsWith("accessToken=;").contains("; Path=/;");
            assertThat(answer.cookies().get(1)).startsWith("refreshToken=;").contains("; Path=/auth;");
            // Wherever it was ever set: whoever logged in at /api/v1 may log out here.
            assertThat(answer.cookies().get(2)).startsWith("refreshToken=;").contains("; Path=/api/v1/auth;");
        }
    }

    @Test
    @DisplayName("M11 garbage cookies are cleared too")
    void logout_with_garbage() {
        Answer answer =
                http.post("/auth/logout", "Cookie", "accessToken=x; refreshToken=y", "Sec-Fetch-Site", "same-origin");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isZero();
        assertThat(answer.cookies()).hasSize(3);
    }

    @Test
    void the_refresh_cookie_alone_logs_out() {
        String cookie = "refreshToken=" + value(login, "refreshToken");
        Answer answer = http.post("/auth/logout", "Cookie", cookie, "Sec-Fetch-Site", "same-origin");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
    }

    @Test
    void the_refresh_cookie_logs_out_also_beside_an_access_cookie_whose_session_has_ended() {
        Device ended = ann.login();
        assertThat(http.post("/auth/logout", ended.bearer()).status()).isEqualTo(204);
        String refreshToken = value(login, "refreshToken");

        Answer answer = http.post(
                "/auth/logout",
                "Cookie",
                "accessToken=" + ended.accessToken() + "; refreshToken=" + refreshToken,
                "Sec-Fetch-Site",
                "same-origin");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("revoked").asInt()).isEqualTo(1);
        assertThat(http.post("/auth/refresh", Map.of("refresh_token", refreshToken))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_refresh_with_the_cookie_sets_both_cookies_anew() {
        Answer answer = http.post("/auth/refresh", cookies(OURS));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(value(answer, "refreshToken")).isNotEqualTo(value(login, "refreshToken"));
        assertThat(value(answer, "accessToken")).isNotEqualTo(value(login, "accessToken"));
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @Test
    void a_refused_refresh_leaves_the_cookies_alone() {
        Answer answer =
                http.post("/auth/refresh", "Cookie", "refreshToken=" + "A".repeat(43), "Sec-Fetch-Site", "same-origin");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.cookies()).isEmpty();
    }

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "cross-site, -, 403",
                "same-site, -, 403",
                "-, https://evil.example, 403",
                "-, null, 403",
                "-, -, 403",
                "cross-site, https://evil.example, 403",
                "same-origin, -, 200",
                "none, -, 200",
                "-, https://app.example.org, 200",
                "cross-site, https://app.example.org, 200",
                "-, own, 200"
            })
    void only_pages_of_this_site_may_use_the_cookies(String site, String origin, int status) {
        String own = node.address().toString();
        List<String> headers = new ArrayList<>();
        if (site != null) {
            headers.addAll(List.of("Sec-Fetch-Site", site));
        }
        if (origin != null) {
            headers.addAll(List.of("Origin", origin.equals("own") ? own : origin));
        }
        for (String path : new String[] {"/auth/refresh", "/auth/logout-all", "/auth/logout"}) {
            if (path.equals("/auth/logout-all") && status == 200) {
                continue; // would leave the next path nothing to end
            }
            Answer answer = http.post(path, cookies(headers.toArray(String[]::new)));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            if (status == 403) {
                assertThat(answer.code()).isEqualTo("csrf_check_failed");
                assertThat(answer.cookies()).isEmpty();
            }
        }
        int stillThere = http.post("/auth/refresh", cookies(OURS)).status();
        assertThat(stillThere).isEqualTo(status == 403 ? 200 : 401);
    }

    @Test
    void cookies_work_for_other_commands_and_the_header_goes_before_them() {
        Device other = ann.login();

        assertThat(http.delete("/auth/sessions/" + other.sessionId(), cookies(OURS))
                        .status())
                .isEqualTo(204);
        assertThat(http.post("/auth/logout", cookies("Authorization", "Bearer x.y.z"))
                        .status())
                .isEqualTo(401);
        assertThat(http.post("/auth/logout-all", Map.of("current_password", ann.password()), cookies(OURS))
                        .json()
                        .get("revoked")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("a page of a configured origin may send the cookies and read the answer (CORS), no other one")
    void cross_origin() {
        String[] asked = {"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type"};
        Answer preflight = http.send("OPTIONS", "/auth/refresh", null, null, with("https://app.example.org", asked));
        Answer answer = http.post("/auth/refresh", cookies("Origin", "https://app.example.org"));
        Answer foreign = http.send("OPTIONS", "/auth/refresh", null, null, with("https://evil.example", asked));

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo(200);
        for (Answer each : new Answer[] {preflight, answer}) {
            assertThat(each.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
            assertThat(each.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        }
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("Curfew-Position", "Curfew-Revocation", "Location", "Retry-After");
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private static String[] with(String origin, String... headers) {
        List<String> all = new ArrayList<>(List.of("Origin", origin));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    @Test
    void another_site_cannot_sign_a_browser_in() {
        Answer answer = login("/auth/login", "Origin", "https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.cookies()).isEmpty();
    }
}
