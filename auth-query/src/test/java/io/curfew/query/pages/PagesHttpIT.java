package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets which page, and under which conditions a browser shows it. */
class PagesHttpIT {
    private final QueryService service = QueryService.shared();

    @BeforeEach
    void the_lists_are_built() {
        await().until(() -> service.get("/actuator/health/readiness", null).statusCode() == 200);
    }

    private HttpResponse<String> page(String path, String token, String... headers) {
        return new Visitor(service, token).page(path, headers);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private History somebody() {
        History history = History.ofSomebody();
        history.login();
        service.publish(history);
        return history;
    }

    @Test
    void the_root_leads_to_ones_sessions() {
        HttpResponse<String> answer = service.send("GET", "/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).isEqualTo("/ui/sessions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/sessions", "/ui/audit", "/ui/cluster"})
    void who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(String path) {
        HttpResponse<String> answer = service.send("GET", path, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).isEqualTo("/ui/sign-in?next=" + path.replace("/", "%2F"));
        assertThat(header(answer, "Cache-Control")).contains("no-store");
    }

    @Test
    void htmx_and_streams_are_told_in_their_own_way() {
        HttpResponse<String> fragment = service.send(
                "GET", "/ui/sessions/list", "HX-Request", "true", "HX-Current-URL", "http://x.example/ui/sessions?a=b");
        HttpResponse<String> foreign = service.send(
                "GET", "/ui/sessions/list", "HX-Request", "true", "HX-Current-URL", "http://x.example//evil");
        HttpResponse<String> stream = service.send("GET", "/ui/cluster/live", "Accept", "text/event-stream");

        assertThat(fragment.statusCode()).isEqualTo(401);
        assertThat(header(fragment, "HX-Redirect")).isEqualTo("/ui/sign-in?next=%2Fui%2Fsessions%3Fa%3Db");
        assertThat(header(foreign, "HX-Redirect")).isEqualTo("/ui/sign-in?next=%2Fui%2Fsessions");
        assertThat(stream.statusCode()).isEqualTo(401);
    }

    @Test
    void a_page_is_shown_by_the_cookie_and_not_by_the_header() {
        History history = somebody();
        String token = service.issuer.token(history.user(), "s", "user");

        await().until(() -> page("/ui/sessions", token).body().contains("data-end="));
        assertThat(service.send("GET", "/ui/sessions", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void a_browser_may_run_nothing_but_our_own_files() {
        HttpResponse<String> answer = page("/ui/sessions", service.issuer.token("u", "s", "user"));

        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                        + " 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContain(" onclick=");
    }

    @Test
    void a_revoked_session_is_led_to_the_sign_in_page() {
        String token = service.issuer.token("u", "revoked-here", "user");
        assertThat(page("/ui/sessions", token).statusCode()).isEqualTo(200);

        service.revocations.revoke("revoked-here");

        await().until(() -> page("/ui/sessions", token).statusCode() == 302);
    }

    @Test
    void an_expired_token_and_no_token_at_all_are_led_there_too() {
        String expired =
                service.issuer.token("u", "s", "user", "curfew", Instant.now().minusSeconds(600));

        assertThat(page("/ui/sessions", expired).statusCode()).isEqualTo(302);
        assertThat(page("/ui/sessions", "x.y.z").statusCode()).isEqualTo(302);
        assertThat(page("/ui/sessions", "").statusCode()).isEqualTo(302);
    }

    @Test
    void a_node_that_cannot_tell_says_so_and_signs_nobody_out() {
        String token = service.issuer.token("u", "s", "user");
        QueryService.unsteady(node -> {
            Visitor visitor = new Visitor(node, token);
            try {
                node.revocations.goStale();
                HttpResponse<String> answer = visitor.page("/ui/sessions");

                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(header(answer, "Retry-After")).isEqualTo("2");
                assertThat(answer.body()).contains("Not at the moment").doesNotContain("Sign in</h1>");
            } finally {
                node.revocations.recover();
            }
            assertThat(visitor.page("/ui/sessions").statusCode()).isEqualTo(200);
        });
    }

    @Test
    void the_pages_of_auditors_are_for_auditors_and_administrators() {
        assertThat(page("/ui/cluster", service.issuer.token("u", "s", "user")).statusCode())
                .isEqualTo(403);
        assertThat(page("/ui/cluster", service.issuer.token("u", "s", "auditor"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(page("/ui/cluster", service.issuer.token("u", "s", "user admin"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(page("/ui/sessions", service.issuer.token("u", "s", "user")).body())
                .doesNotContain("/ui/cluster");
    }

    @Test
    void auditors_see_an_attack_and_what_was_done_to_an_account() {
        History history = History.ofSomebody();
        history.created();
        history.fail("198.51.100.7", 16);
        history.fail(null, 40);
        history.changePassword(List.of(history.login()));
        history.access("ben");
        history.access(null);
        history.disable();
        service.publish(history);
        String token = service.issuer.token("auditor", "s", "auditor");

        await().untilAsserted(() -> assertThat(
                        page("/ui/audit?user=" + history.user(), token).body())
                .contains("Account disabled"));

        assertThat(page("/ui/audit?user=" + history.user(), token).body())
                .contains(
                        "<strong>Account created</strong>",
                        "<strong>Authentication failed</strong>",
                        "Wrong password, 16 times",
                        "Wrong password, 40 times from further addresses",
                        "198.51.100.7",
                        "<strong>Password changed</strong>",
                        "<strong>History read</strong>",
                        "Events of ben, 3 times",
                        "<strong>History exported</strong>",
                        "Csv, not limited to one user");
        assertThat(page("/ui/audit?type=authentication.failed&user=" + history.user(), token)
                        .body())
                .contains("Wrong password, 16 times")
                .doesNotContain("<strong>Account created</strong>", "by policy");
    }

    @Test
    void more_of_what_has_ended_comes_in_pieces() {
        History history = History.ofSomebody();
        for (int i = 0; i < 12; i++) {
            history.logout(history.login("device " + i, History.FIREFOX));
        }
        service.publish(history);
        String token = service.issuer.token(history.user(), "s", "user");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), token)
                                .statusCode()
                        == 200);

        Matcher more = Pattern.compile("hx-get=\"([^\"]+)\"")
                .matcher(page("/ui/sessions", token).body());
        assertThat(more.find()).isTrue();
        HttpResponse<String> rest = page(more.group(1).replace("&amp;", "&"), token, "HX-Request", "true");

        assertThat(rest.statusCode()).isEqualTo(200);
        assertThat(rest.body().split("<tr>", -1)).hasSize(3);
        assertThat(rest.body()).doesNotContain("Show more").doesNotContain("<html");
    }

    @Test
    void files_are_kept_for_good_under_the_name_of_their_content() {
        String page = service.send("GET", "/ui/sign-in").body();
        String style = page.replaceAll("(?s).*href=\"(/ui/assets/[0-9a-f]{12}/curfew.css)\".*", "$1");

        HttpResponse<String> file = service.send("GET", style);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).contains("immutable");
        assertThat(header(file, "Content-Type")).startsWith("text/css");
        assertThat(header(service.send("GET", "/ui/assets/000000000000/curfew.css"), "Cache-Control"))
                .contains("no-cache");
        assertThat(service.send("GET", "/ui/assets/000000000000/..%2fauth-query.yml")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
    }
}
