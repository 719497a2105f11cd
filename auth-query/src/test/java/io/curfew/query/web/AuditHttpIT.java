package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.RuleKind;
import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** M18: auditors read the full history; nobody else does. */
class AuditHttpIT {
    private final QueryService service = QueryService.shared();

    @Test
    @DisplayName("M18, I8 AuditExactlyOnce: a user's history, page by page, each event once, in the order decided")
    void the_history_of_a_user() {
        History history = History.ofSomebody();
        for (int i = 0; i < 3; i++) {
            String session = history.login();
            history.refresh(session, "203.0.113.1");
            history.logout(session);
        }
        publish(history);
        service.publish(history); // every event once more

        List<JsonNode> events = pages("/audit/events?limit=4&user=" + history.user());

        assertThat(events).hasSize(9);
        for (int seq = 0; seq < 9; seq++) {
            JsonNode event = events.get(seq);
            assertThat(event.get("seq").asLong()).isEqualTo(seq);
            assertThat(event.get("user_id").asString()).isEqualTo(history.user());
            assertThat(event.get("event").get("user_id").asString()).isEqualTo(history.user());
        }
        assertThat(events.get(0).get("type").asString()).isEqualTo("session.started");
        assertThat(events.get(0).get("event").get("ip_address").asString()).isEqualTo("192.0.2.1");
    }

    @Test
    void the_timeline_of_a_session_has_also_what_ended_it_together_with_others() {
        History history = History.ofSomebody();
        String one = history.login();
        String other = history.login();
        history.refresh(other, null);
        history.logoutAll(List.of(one, other));
        publish(history);

        List<JsonNode> events = pages("/audit/sessions/" + one + "/timeline?limit=1");

        assertThat(events)
                .extracting(event -> event.get("type").asString())
                .containsExactly("session.started", "session.all_revoked");
        assertThat(events.get(1).get("session_id").isNull()).isTrue();
        assertProblem(audit("/audit/sessions/" + UUID.randomUUID() + "/timeline"), 404, "not_found");
    }

    @ParameterizedTest
    @EnumSource(
            value = RuleKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SESSION", "SUBJECT"})
    @DisplayName("I8 AuditExactlyOnce: a rule about no single user is one entry, in a stream of its own")
    void a_rule_is_in_the_history(RuleKind kind) {
        // A rule about everybody decides on the tokens of all other tests too.
        QueryService.unsteady(ruled -> assertInTheHistory(ruled, kind));
    }

    private static void assertInTheHistory(QueryService service, RuleKind kind) {
        History rule = History.ofRule(kind, kind == RuleKind.ALL ? null : "what-is-named");
        publish(service, rule);
        service.publish(rule); // once more

        List<JsonNode> events = pages(service, "/audit/events?type=revocation.rule_added&user=" + rule.user());

        assertThat(events).hasSize(1);
        JsonNode entry = events.get(0);
        assertThat(entry.get("user_id").asString()).isEqualTo(rule.user()).startsWith("rule:");
        assertThat(entry.get("session_id").isNull()).isTrue();
        assertThat(entry.get("event").get("kind").asString()).isEqualTo(kind.name());
        assertThat(entry.get("event").get("reason").asString()).isEqualTo("laptop stolen");
        assertThat(entry.get("event").get("initiated_by").asString()).isEqualTo("an-administrator");
    }

    @Test
    void a_rule_about_a_session_is_in_its_timeline_and_the_session_ends_once() {
        History history = History.ofSomebody();
        String session = history.login();
        history.ruleOut(session);
        publish(history);

        assertThat(pages("/audit/sessions/" + session + "/timeline"))
                .extracting(event -> event.get("type").asString())
                .containsExactly("session.started", "revocation.rule_added", "session.revoked");
    }

    @Test
    void what_was_done_and_tried_against_an_account_is_in_its_history() {
        History history = History.ofSomebody();
        history.created();
        history.fail("198.51.100.7", 16);
        history.fail(null, 40);
        String session = history.login();
        history.changePassword(List.of(session));
        history.disable();
        publish(history);
        String of = "&user=" + history.user();

        JsonNode created = pages("/audit/events?type=account.created" + of).get(0);
        List<JsonNode> failed = pages("/audit/events?type=authentication.failed" + of);
        JsonNode changed = pages("/audit/events?type=password.changed" + of).get(0);
        JsonNode disabled = pages("/audit/events?type=account.disabled" + of).get(0);

        assertThat(created.get("actor").get("entity").asString()).isEqualTo("USER");
        assertThat(created.get("actor").get("user_id").asString()).isEqualTo(history.user());
        assertThat(failed).hasSize(2);
        assertThat(failed.get(0).get("actor").get("entity").asString()).isEqualTo("POLICY");
        assertThat(failed.get(0).get("actor").get("user_id").isNull()).isTrue();
        assertThat(failed.get(0).get("session_id").isNull()).isTrue();
        assertThat(failed.get(0).get("reason").asString()).isEqualTo("PASSWORD");
        assertThat(failed.get(0).get("address").asString()).isEqualTo("198.51.100.7");
        assertThat(failed.get(0).get("user_agent").asString()).isEqualTo("Guesser/1");
        assertThat(failed.get(0).get("event").get("count").asInt()).isEqualTo(16);
        assertThat(failed.get(1).get("address").isNull()).isTrue();
        assertThat(failed.get(1).get("event").get("count").asInt()).isEqualTo(40);
        assertThat(pages("/audit/events?address=198.51.100.7" + of)).hasSize(1);
        assertThat(changed.get("actor").get("session_id").asString()).isEqualTo(session);
        assertThat(changed.get("address").asString()).as("of that session").isEqualTo("192.0.2.1");
        assertThat(disabled.get("actor").get("entity").asString()).isEqualTo("ADMIN");
        assertThat(disabled.get("actor").get("user_id").asString()).isEqualTo("an-administrator");
        assertThat(pages("/audit/events?initiator=ADMIN" + of)).hasSize(1);
    }

    @Test
    void events_are_found_by_type_and_time() {
        History history = History.ofSomebody();
        String session = history.login();
        history.logout(session);
        publish(history);
        String ended = history.events().get(1).occurredAt().toString();
        String user = "&user=" + history.user();

        assertThat(pages("/audit/events?type=session.revoked" + user)).hasSize(1);
        assertThat(pages("/audit/events?type=session.expired" + user)).isEmpty();
        assertThat(pages("/audit/events?since=" + ended + user)).hasSize(1);
        assertThat(pages("/audit/events?until=" + ended + user)).hasSize(1);
        assertThat(pages("/audit/events?session=" + session)).hasSize(2);
    }

    @Test
    void events_of_everybody_come_in_the_order_of_time_and_none_is_missing_between_pages() {
        List<History> histories = List.of(History.ofSomebody(), History.ofSomebody());
        for (History history : histories) {
            history.login();
            history.login();
            publish(history);
        }

        List<JsonNode> events = pages("/audit/events?limit=2");

        assertThat(events)
                .extracting(event -> Instant.parse(event.get("occurred_at").asString()))
                .isSorted();
        for (History history : histories) {
            assertThat(events.stream().filter(e -> e.get("user_id").asString().equals(history.user())))
                    .hasSize(2);
        }
        assertThat(events.stream().map(e -> e.get("event_id").asString()).distinct())
                .hasSameSizeAs(events);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/audit/events", "/audit/sessions/x/timeline", "/audit", "/audit/", "/api/v1/audit/events/"})
    void only_auditors_may_read_it(String path) {
        String user = service.issuer.token(UUID.randomUUID().toString(), "s", "user");

        HttpResponse<String> answer = service.get(path, user);

        assertProblem(answer, 403, "insufficient_scope");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("error=\"insufficient_scope\""));
        assertProblem(service.get(path, null), 401, "token_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/events?type=session.teleported",
                "/audit/events?since=yesterday",
                "/audit/events?until=-999999999-01-01T00:00:00Z",
                "/audit/events?user=",
                "/audit/events?user=%00",
                "/audit/events?user=%ff",
                "/audit/events?limit=-1",
                "/audit/events?after=x",
            })
    void a_parameter_that_cannot_be_meant_is_400(String path) {
        assertProblem(audit(path), 400, "invalid_parameter");
    }

    @Test
    void there_is_nothing_else_below_audit() {
        assertProblem(audit("/audit/everything"), 404, "not_found");
        assertProblem(audit("/audit"), 404, "not_found");
    }

    private void publish(History history) {
        publish(service, history);
    }

    private static void publish(QueryService service, History history) {
        service.publish(history);
        String token = service.issuer.token(history.user(), "s", "user");
        await().until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), token)
                        .statusCode()
                == 200);
    }

    private List<JsonNode> pages(String path) {
        return pages(service, path);
    }

    private static List<JsonNode> pages(QueryService service, String path) {
        List<JsonNode> events = new ArrayList<>();
        String next = "";
        while (next != null) {
            HttpResponse<String> answer = audit(service, path + next);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            json(answer).get("events").forEach(events::add);
            JsonNode after = json(answer).get("next");
            next = after.isNull() ? null : (path.contains("?") ? "&" : "?") + "after=" + after.asString();
        }
        return events;
    }

    private HttpResponse<String> audit(String path) {
        return audit(service, path);
    }

    private static HttpResponse<String> audit(QueryService service, String path) {
        return service.get(path, service.issuer.token(UUID.randomUUID().toString(), "auditor-session", "user auditor"));
    }
}
