package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Endpoints;
import io.curfew.query.support.Endpoints.Endpoint;
import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that is not understood is refused: ignored, it would be answered with everything. */
class UnknownParametersIT {
    private final QueryService service = QueryService.shared();

    @Test
    void every_path_refuses_a_parameter_that_it_does_not_know() {
        List<Endpoint> endpoints = Endpoints.of(service).stream()
                .filter(endpoint -> endpoint.method().equals("GET") && !endpoint.isCatchAll())
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(50);

        for (Endpoint endpoint : endpoints) {
            HttpResponse<String> answer = ask(endpoint.path() + "?surely=unknown");
            assertThat(answer.statusCode()).as(endpoint + " " + answer.body()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/audit/events,from",
        "/audit/events,page",
        "/audit/events,cursor",
        "/audit/events,User",
        "/audit/events/histogram,limit",
        "/audit/sessions,at",
        "/audit/sessions/diff?from=2026-01-01T00:00:00Z,since",
        "/audit/export,order",
        "/audit/jobs,kind",
        "/audit/nodes,service",
        "/api/v1/audit/events/,from",
        "/auth/sessions,limit",
        "/auth/sessions/history,cursor"
    })
    void the_refusal_names_the_parameter_and_those_that_are_known(String path, String name) {
        HttpResponse<String> answer = ask(path + (path.contains("?") ? "&" : "?") + name + "=2026-01-01T00:00:00Z");

        assertProblem(answer, 400, "unknown_parameter");
        assertThat(json(answer).get("detail").asString()).startsWith("Unknown parameter " + name + ". ");
    }

    @Test
    void a_header_that_says_form_switches_nothing_off() {
        String token = service.issuer.token(UUID.randomUUID().toString(), "auditor-session", "user auditor");

        HttpResponse<String> answer = service.send(
                "GET",
                "/audit/events?usr=alice",
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertProblem(answer, 400, "unknown_parameter");
    }

    @Test
    void those_that_are_known_are_named() {
        assertThat(json(ask("/audit/events?from=x")).get("detail").asString())
                .endsWith("Known: user, session, type, initiator, initiated_by, address, client, since, until,"
                        + " order, after, limit.");
        assertThat(json(ask("/audit/nodes?x")).get("detail").asString()).endsWith("There are none here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/events?user=USER&user=USER",
                "/audit/events?since=2026-01-01T00:00:00Z&since=2026-01-02T00:00:00Z",
                "/audit/events?type=",
                "/audit/events?user=alice",
                "/audit/events?initiated_by=alice",
                "/audit/events/histogram?user=alice",
                "/audit/export?user=alice",
                "/audit/sessions?user=alice",
                "/audit/sessions/diff?from=2026-01-01T00:00:00Z&user=alice"
            })
    void what_cannot_be_meant_is_refused_too(String path) {
        assertProblem(ask(path.replace("USER", UUID.randomUUID().toString())), 400, "invalid_parameter");
    }

    @Test
    void an_id_of_another_form_is_taken_once_it_is_in_the_history() {
        String user = "idp|" + UUID.randomUUID();
        History history = new History(user, Instant.now().minusSeconds(60));
        history.logout(history.login());
        service.publish(history);

        String id = user.replace("|", "%7C");
        await().until(() -> ask("/audit/events?user=" + id).statusCode() == 200);
        assertThat(json(ask("/audit/events?initiated_by=" + id)).get("events")).isNotEmpty();
        assertThat(json(ask("/audit/events?user=" + UUID.randomUUID())).get("events"))
                .isEmpty();
    }

    private HttpResponse<String> ask(String path) {
        String token = service.issuer.token(UUID.randomUUID().toString(), "auditor-session", "user auditor");
        return path.startsWith("/ui")
                ? service.send("GET", path, "Cookie", "accessToken=" + token)
                : service.get(path, token);
    }
}
