package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** M4, M16, M18: what people see of their sessions. */
class SessionsHttpIT {
    private final QueryService service = QueryService.shared();

    @Test
    @DisplayName(
            "M4 one's own active sessions, newest first, with everything there is to know, and which is the current")
    void own_active_sessions_newest_first() {
        History somebodyElse = History.ofSomebody();
        somebodyElse.login();
        publish(somebodyElse);
        History history = History.ofSomebody();
        String old = history.login("laptop", History.FIREFOX);
        String ended = history.login();
        String recent = history.login(null, "curl/8.5.0");
        history.refresh(old, "203.0.113.5");
        history.logout(ended);
        publish(history);

        HttpResponse<String> answer = list(history, old, "/auth/sessions?min_position=" + history.position());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Curfew-Position")).contains("" + history.position());
        JsonNode sessions = json(answer).get("sessions");
        assertThat(ids(sessions)).containsExactly(recent, old);
        JsonNode laptop = sessions.get(1);
        assertThat(laptop.propertyNames())
                .contains(
                        "session_id",
                        "device_name",
                        "device",
                        "browser",
                        "os",
                        "ip",
                        "user_agent",
                        "client_id",
                        "created_at",
                        "last_seen_at",
                        "expires_at",
                        "current");
        assertThat(laptop.get("current").asBoolean()).isTrue();
        assertThat(laptop.get("device_name").asString()).isEqualTo("laptop");
        assertThat(laptop.get("browser").asString()).isEqualTo("Firefox 140");
        assertThat(laptop.get("os").asString()).isEqualTo("Linux");
        assertThat(laptop.get("ip").asString()).isEqualTo("203.0.113.5");
        assertThat(laptop.get("user_agent").asString()).isEqualTo(History.FIREFOX);
        assertThat(laptop.get("client_id").asString()).isEqualTo("web");
        assertThat(Instant.parse(laptop.get("last_seen_at").asString()))
                .isAfter(Instant.parse(laptop.get("created_at").asString()));
        assertThat(Instant.parse(laptop.get("expires_at").asString())).isAfter(Instant.now());
        assertThat(sessions.get(0).get("current").asBoolean()).isFalse();
        assertThat(sessions.get(0).get("device_name").isNull()).isTrue();
    }

    @Test
    @DisplayName("the list and the page show that a spent refresh token was used again, when and from where")
    void a_replayed_refresh_token_is_shown() {
        History history = History.ofSomebody();
        String phone = history.login();
        String laptop = history.login();
        history.refresh(laptop, "203.0.113.5");
        history.replay(laptop);
        publish(history);

        JsonNode sessions = json(list(history, phone, "/auth/sessions?min_position=" + history.position()))
                .get("sessions");
        String page = service.send(
                        "GET",
                        "/ui/sessions/list?position=" + history.position(),
                        "Cookie",
                        "accessToken=" + service.issuer.token(history.user(), phone, "user"))
                .body();

        assertThat(ids(sessions)).containsExactly(laptop, phone);
        assertThat(sessions.get(0).get("refresh_replayed_from").asString()).isEqualTo("198.51.100.8");
        assertThat(Instant.parse(sessions.get(0).get("refresh_replayed_at").asString()))
                .isAfter(Instant.parse(sessions.get(0).get("last_seen_at").asString()));
        assertThat(sessions.get(0).get("ip").asString()).isEqualTo("203.0.113.5");
        assertThat(sessions.get(1).get("refresh_replayed_at").isNull()).isTrue();
        assertThat(page).containsOnlyOnce("Refresh retried").contains("198.51.100.8");
    }

    @Test
    void a_session_whose_time_has_passed_is_history_before_anybody_says_so() {
        History history =
                new History(UUID.randomUUID().toString(), Instant.now().minusSeconds(8 * 24 * 3600));
        String session = history.login();
        publish(history);
        String asked = "?min_position=" + history.position();

        assertThat(json(list(history, session, "/auth/sessions" + asked)).get("sessions"))
                .isEmpty();
        JsonNode ended =
                json(list(history, session, "/auth/sessions/history" + asked)).get("sessions");
        assertThat(ids(ended)).containsExactly(session);
        assertThat(ended.get(0).get("end_reason").asString()).isEqualTo("EXPIRED");
        assertThat(ended.get(0).get("initiating_entity").asString()).isEqualTo("SYSTEM");
    }

    @Test
    @DisplayName("I7 ReadYourWrites: a position not reached in two seconds is 503, not an older list")
    void a_position_not_reached_is_503() {
        History history = History.ofSomebody();
        String session = history.login();
        publish(history);

        HttpResponse<String> answer = list(history, session, "/auth/sessions?min_position=1");

        assertProblem(answer, 503, "position_not_reached");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    @DisplayName("I7 ReadYourWrites: a list asked for right after the log-in has the session that asks")
    void a_list_right_after_the_login_waits_for_the_session_that_asks() {
        History history = History.ofSomebody();
        history.login();
        publish(history);
        String session = history.login();

        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> list(history, session, "/auth/sessions"));
        service.publish(history);

        assertThat(ids(json(answer.join()).get("sessions"))).hasSize(2).startsWith(session);
    }

    @Test
    void the_list_is_refused_while_the_session_that_asks_is_not_known() {
        History history = History.ofSomebody();
        history.login();
        publish(history);

        HttpResponse<String> answer = list(history, "not-projected", "/auth/sessions");

        assertProblem(answer, 503, "position_not_reached");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void another_users_session_does_not_count_as_the_one_that_asks() {
        History other = History.ofSomebody();
        String session = other.login();
        publish(other);

        assertProblem(list(History.ofSomebody(), session, "/auth/sessions"), 503, "position_not_reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/sessions",
                "/audit/events?user=",
                "/audit/sessions?user=",
                "/audit/sessions/diff?from=2026-01-01T00:00:00Z&user=",
                "/audit/export?format=jsonl&user="
            })
    void no_device_name_reorders_or_hides_what_is_read(String path) {
        History history = History.ofSomebody();
        String session = history.login("tab\u202egnp.exe\u2066\u001b[2J\u0085", "agent\u202e");
        publish(history);

        HttpResponse<String> answer = service.get(
                path.endsWith("=") ? path + history.user() : path,
                service.issuer.token(history.user(), session, "user auditor"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> names = new ArrayList<>(json(answer).findValuesAsString("device_name"));
        names.addAll(json(answer).findValuesAsString("name"));
        assertThat(names).isNotEmpty().allMatch("tab gnp.exe  [2J "::equals);
        assertThat(json(answer).findValuesAsString("user_agent")).allMatch("agent "::equals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/sessions?min_position=",
                "/auth/sessions?min_position=one",
                "/auth/sessions?min_position=-2",
                "/auth/sessions?min_position=1.5",
                "/auth/sessions?min_position=99999999999999999999",
                "/auth/sessions?min_position=1&min_position=2",
                "/auth/sessions/history?limit=0",
                "/auth/sessions/history?limit=501",
                "/auth/sessions/history?limit=many",
                "/auth/sessions/history?after=nonsense",
                "/auth/sessions/history?after=%00",
                "/auth/sessions/history?after=MQoy",
            })
    void a_parameter_that_cannot_be_meant_is_400(String path) {
        History history = History.ofSomebody();

        assertProblem(list(history, "s", path), 400, "invalid_parameter");
    }

    @Test
    @DisplayName("a revoked session leaves the list at once, before the projection knows")
    void a_revoked_session_leaves_the_list_at_once() {
        History history = History.ofSomebody();
        String stays = history.login();
        String goes = history.login();
        publish(history);
        String path = "/auth/sessions?min_position=" + history.position();
        assertThat(ids(json(list(history, stays, path)).get("sessions"))).containsExactly(goes, stays);

        service.revocations.revoke(goes);

        assertThat(ids(json(list(history, stays, path)).get("sessions"))).containsExactly(stays);
        assertProblem(list(history, goes, path), 401, "session_revoked");
        assertThat(list(history, goes, path).headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("error=\"invalid_token\"", "revoked"));
    }

    @Test
    @DisplayName("M18 how and when each session ended, page by page, none twice and none missing")
    void how_and_when_each_session_ended() {
        History history = History.ofSomebody();
        String current = history.login();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String session = history.login();
            history.logout(session);
            expected.add(0, session);
        }
        String stolen = history.login();
        history.reuse(stolen);
        expected.add(0, stolen);
        List<String> together = List.of(history.login(), history.login(), history.login());
        history.logoutAll(together);
        publish(history);

        List<JsonNode> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = json(
                    list(history, current, "/auth/sessions/history?limit=3&min_position=" + history.position() + next));
            page.get("sessions").forEach(seen::add);
            next = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").asString();
        }

        List<String> ids =
                seen.stream().map(node -> node.get("session_id").asString()).toList();
        assertThat(ids.subList(0, 3)).containsExactlyInAnyOrderElementsOf(together);
        assertThat(ids.subList(3, ids.size())).isEqualTo(expected);
        assertThat(seen.get(0).get("end_reason").asString()).isEqualTo("LOGOUT_ALL");
        assertThat(seen.get(3).get("end_reason").asString()).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(seen.get(3).get("initiating_entity").asString()).isEqualTo("POLICY");
        assertThat(seen.get(4).get("end_reason").asString()).isEqualTo("LOGOUT");
        assertThat(seen.get(4).get("initiating_entity").asString()).isEqualTo("USER");
        assertThat(Instant.parse(seen.get(4).get("ended_at").asString()))
                .isAfter(Instant.parse(seen.get(4).get("created_at").asString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/sessions",
                "/auth/sessions/",
                "/api/v1/auth/sessions",
                "/api/v1/auth/sessions/",
                "/auth/sessions/history",
                "/auth/sessions/history/",
                "/api/v1/auth/sessions/history",
                "/api/v1/auth/sessions/history/"
            })
    @DisplayName("M16 every path is also below /api/v1, with or without a trailing slash, and asks for a token")
    void every_path_has_its_variants(String path) {
        History history = History.ofSomebody();
        String session = history.login();
        publish(history);

        assertThat(list(history, session, path).statusCode()).isEqualTo(200);
        assertProblem(service.get(path, null), 401, "token_missing");
        assertThat(service.send("HEAD", path).statusCode()).isEqualTo(401);
    }

    /** Returns when it is projected. */
    private void publish(History history) {
        service.publish(history);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> list(history, "s", "/auth/sessions/history?min_position=" + history.position())
                                .statusCode()
                        == 200);
    }

    private HttpResponse<String> list(History history, String session, String path) {
        return service.get(path, service.issuer.token(history.user(), session, "user"));
    }

    private static List<String> ids(JsonNode sessions) {
        List<String> ids = new ArrayList<>();
        sessions.forEach(session -> ids.add(session.get("session_id").asString()));
        return ids;
    }
}
