package io.curfew.query.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a request is said, in a page, and nothing comes of it; what attackers wrote is text. */
class PagesBadInputIT {
    private static final String PLACE = "&after_user=u&after_seq=1";

    private final QueryService service = QueryService.shared();
    private final Visitor auditor = Visitor.with(service, "auditor");

    @BeforeEach
    void the_lists_are_built() {
        await().until(() -> service.get("/actuator/health/readiness", null).statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/sessions/list?position=x",
                "/ui/sessions/history?at=yesterday&id=1",
                "/ui/sessions/history?at=%2B99999-01-01T00:00:00Z&id=1",
                "/ui/sessions/history?at=2026-01-01T00:00:00Z&id=a%00b",
                "/ui/audit?since=today",
                "/ui/audit?until=2026-01-01T00:00:00",
                "/ui/audit?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
                "/ui/audit?type=session.hacked",
                "/ui/audit?initiator=NOBODY",
                "/ui/audit?user=a%00b",
                "/ui/audit?user=alice",
                "/ui/audit?initiated_by=alice",
                "/ui/audit?from=2026-01-01T00:00:00Z",
                "/ui/audit?address=192.0.2.1&address=192.0.2.2",
                "/ui/sessions?page=2",
                "/ui/audit/entries",
                "/ui/audit/entries?after_at=2026-01-01T00:00:00Z&after_user=u&after_seq=one",
                "/ui/audit/entries?after_at=soon" + PLACE,
                "/ui/audit/entries?after_at=%2B99999-01-01T00:00:00Z" + PLACE,
                "/ui/audit/entries?after_at=2026-01-01T00:00:00Z&after_user=a%00b&after_seq=1",
                "/ui/audit/entries?after_at=2026-01-01T00:00:00Z&initiator=NOBODY" + PLACE
            })
    void what_cannot_be_understood_is_400(String path) {
        HttpResponse<String> answer = auditor.page(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<h1").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/nothing", "/ui/audit/nothing", "/ui/no", "/ui/sessions/some-id", "/ui/assets/1"})
    void an_address_that_leads_nowhere_is_said_with_a_page(String path) {
        HttpResponse<String> answer = auditor.page(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void nothing_is_changed_from_another_site() {
        String path = "/ui/sessions";

        assertThat(auditor.send("POST", path, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(auditor.send("POST", path).statusCode()).isEqualTo(403);
        assertThat(auditor.send("POST", path, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/audit",
                "/ui/audit?user=u",
                "/ui/audit/entries?after_at=2026-01-01T00:00:00Z&after_user=u&after_seq=1",
                "/ui/cluster",
                "/ui/cluster/live"
            })
    void asking_only_for_the_head_needs_the_same_role(String path) {
        assertThat(Visitor.with(service, "user").send("HEAD", path).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/cluster/live", "/ui/receipts/1"})
    void a_stream_has_no_head_for_anybody(String path) {
        assertThat(auditor.send("HEAD", path).statusCode()).isEqualTo(403);
    }

    @Test
    void the_sign_in_page_leads_to_no_other_site() {
        String page = service.send("GET", "/ui/sign-in?next=https%3A%2F%2Fevil.example")
                .body();

        assertThat(page).contains("data-next=\"/ui/sessions\"").doesNotContain("evil.example");
    }

    @Test
    void a_password_never_gets_into_an_address_even_before_the_scripts_run() {
        assertThat(service.send("GET", "/ui/sign-in").body()).contains("<form id=\"sign-in-form\" method=\"post\"");

        HttpResponse<String> sent = service.send("POST", "/ui/sign-in", "Sec-Fetch-Site", "same-origin");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).hasValue("/ui/sign-in");
    }

    @Test
    void what_a_client_says_of_itself_is_text_to_its_user_and_to_auditors() {
        History history = History.ofSomebody();
        history.login("<b>\"phone\"</b>", "<script>alert(1)</script>");
        service.publish(history);
        Visitor owner = new Visitor(service, service.issuer.token(history.user(), "s", "user"));
        await().until(() -> owner.page("/ui/sessions").body().contains("phone"));

        assertThat(owner.page("/ui/sessions").body())
                .contains("&lt;b&gt;&quot;phone&quot;&lt;/b&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<b>", "<script>alert");
        assertThat(auditor.page("/ui/audit?user=" + history.user()).body())
                .contains("&lt;b&gt;&quot;phone&quot;&lt;/b&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<b>", "<script>alert");
        assertThat(auditor.page("/ui/audit?user=%22%3E%3Cscript%3Ealert(2)").body())
                .doesNotContain("<script>alert");
    }

    @Test
    void a_user_sees_nothing_of_anybody_else() {
        History history = History.ofSomebody();
        String session = history.login("secret tablet", History.FIREFOX);
        service.publish(history);
        await().until(() ->
                auditor.page("/ui/audit?user=" + history.user()).body().contains("secret tablet"));
        Visitor stranger = Visitor.with(service, "user");

        assertThat(stranger.page("/ui/sessions").body()).doesNotContain(session, "secret tablet");
        assertThat(stranger.page("/ui/audit?session=" + session).statusCode()).isEqualTo(403);
        assertThat(stranger.page("/ui/audit/entries?after_at=2999-01-01T00:00:00Z" + PLACE)
                        .body())
                .doesNotContain(session, "secret tablet");
        assertThat(stranger.page("/audit/sessions", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
    }
}
