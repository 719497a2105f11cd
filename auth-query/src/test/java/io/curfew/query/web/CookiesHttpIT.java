package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The access token in a cookie, and pages of other origins that may use it. */
class CookiesHttpIT {
    private static final String APP = "https://app.example.org";
    private static final String EVIL = "https://evil.example";
    /** No kind of job: it is refused for that, once the caller is let in. */
    private static final String JOB = "{\"kind\":\"none\"}";

    private final QueryService service = QueryService.shared();

    @Test
    void a_page_of_a_trusted_origin_reads_the_list_with_the_cookie() {
        History history = History.ofSomebody();
        String session = history.login();
        service.publish(history);

        HttpResponse<String> answer =
                send("GET", "/auth/sessions", service.issuer.token(history.user(), session, "user"), "Origin", APP);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("sessions")).hasSize(1);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(answer, "Access-Control-Expose-Headers"))
                .contains("Curfew-Position", "Curfew-Revocation", "Location", "Retry-After");
        assertThat(answer.headers().allValues("Vary")).anyMatch(value -> value.contains("Origin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/auth/sessions/history", "/api/v1/auth/sessions/history/", "/audit/events", "/audit/nodes"})
    void every_read_takes_the_cookie(String path) {
        assertThat(send("GET", path, auditor()).statusCode()).isEqualTo(200);
        assertThat(send("HEAD", path, auditor()).statusCode()).isEqualTo(200);
        assertProblem(send("GET", path, ""), 401, "token_missing");
        assertProblem(send("GET", path, "x.y.z"), 401, "token_invalid");
        assertProblem(send("GET", path, "a+b/c;"), 401, "token_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit/events", "/ui/audit"})
    void every_value_and_both_forms_of_the_name_are_tried(String path) {
        for (String cookies : List.of(
                "accessToken=x.y.z; accessToken=" + auditor(),
                "accessToken=" + auditor() + "; accessToken=x.y.z",
                "__Host-accessToken=" + auditor(),
                "__Host-accessToken=x.y.z; accessToken=" + auditor())) {
            assertThat(service.send("GET", path, "Cookie", cookies).statusCode())
                    .as(cookies.replaceAll("ey\\S+", "…"))
                    .isEqualTo(200);
        }
    }

    @Test
    void a_dead_cookie_is_refused_so_that_the_page_can_read_why() {
        String session = UUID.randomUUID().toString();
        service.revocations.revoke(session);

        HttpResponse<String> answer =
                send("GET", "/auth/sessions", service.issuer.token("u", session, "user"), "Origin", APP);

        assertProblem(answer, 401, "session_revoked");
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(APP);
    }

    @Test
    void a_token_in_the_header_goes_before_the_cookie() {
        assertThat(service.send(
                                "GET",
                                "/audit/events",
                                "Cookie",
                                "accessToken=x.y.z",
                                "Authorization",
                                "Bearer " + auditor())
                        .statusCode())
                .isEqualTo(200);
        assertProblem(
                service.send(
                        "GET", "/audit/events", "Cookie", "accessToken=" + auditor(), "Authorization", "Bearer x.y.z"),
                401,
                "token_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "/auth/sessions, GET",
        "/auth/sessions/history, GET",
        "/audit/jobs, POST",
        "/auth/sessions/others, DELETE"
    })
    void a_trusted_origins_preflight_is_answered(String path, String method) {
        HttpResponse<String> answer = service.send(
                "OPTIONS",
                path,
                "Origin",
                APP,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "content-type, prefer");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains(method);
        assertThat(header(answer, "Access-Control-Allow-Headers")).containsIgnoringCase("content-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVIL, "null", "http://app.example.org", "https://app.example.org.evil.example"})
    void no_other_origin_may_read_anything(String origin) {
        HttpResponse<String> preflight =
                service.send("OPTIONS", "/auth/sessions", "Origin", origin, "Access-Control-Request-Method", "GET");
        HttpResponse<String> read = send("GET", "/audit/nodes", auditor(), "Origin", origin);

        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEmpty();
        assertThat(header(read, "Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://app.example.org,", "https://app.example.org,same-site", ",same-origin"})
    void a_page_of_ours_may_ask_for_a_job(@Nullable String origin, @Nullable String site) {
        assertProblem(job(auditor(), origin, site), 400, "invalid_parameter");
    }

    @ParameterizedTest
    @CsvSource({",", "https://evil.example,", ",same-site", "https://evil.example,same-site", "null,cross-site"})
    void a_page_of_another_site_may_not(@Nullable String origin, @Nullable String site) {
        assertProblem(job(auditor(), origin, site), 403, "csrf_check_failed");
    }

    @Test
    void an_entry_that_is_no_origin_fails_at_start() {
        assertThatThrownBy(() -> new QueryService("--curfew.origins=*").close())
                .hasStackTraceContaining("not an origin");
    }

    private HttpResponse<String> job(String token, @Nullable String origin, @Nullable String site) {
        List<String> headers =
                new ArrayList<>(List.of("Cookie", "accessToken=" + token, "Content-Type", "application/json"));
        if (origin != null) {
            headers.addAll(List.of("Origin", origin));
        }
        if (site != null) {
            headers.addAll(List.of("Sec-Fetch-Site", site));
        }
        return service.send(
                "POST", "/audit/jobs", HttpRequest.BodyPublishers.ofString(JOB), headers.toArray(String[]::new));
    }

    private String auditor() {
        return service.issuer.token(UUID.randomUUID().toString(), "auditor-session", "user auditor");
    }

    private HttpResponse<String> send(String method, String path, String cookie, String... headers) {
        List<String> all = new ArrayList<>(List.of("Cookie", "accessToken=" + cookie));
        all.addAll(List.of(headers));
        return service.send(method, path, all.toArray(String[]::new));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
