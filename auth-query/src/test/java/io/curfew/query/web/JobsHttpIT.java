package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Long work over HTTP. */
class JobsHttpIT {
    private static final String REBUILD = "{\"kind\":\"rebuild\",\"source\":\"kafka\"}";

    private final QueryService service = QueryService.shared();
    private final String auditor = service.issuer.token("an-auditor", "s", "user auditor");
    private final String admin = service.issuer.token("an-admin", "s", "user admin");

    @Test
    void an_administrator_has_the_projections_rebuilt_beside_the_live_ones() {
        // Readers that ask for no position may see less for a moment, when the new ones are made the live ones.
        QueryService.unsteady(this::rebuilt);
    }

    private void rebuilt(QueryService service) {
        History history = History.ofSomebody();
        history.login();
        service.publish(history);
        String user = service.issuer.token(history.user(), "s", "user");
        await().until(() ->
                service.get("/auth/sessions/history?min_position=0", user).statusCode() == 200);

        HttpResponse<String> asked = service.post("/audit/jobs", REBUILD, admin);

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String place = asked.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo("/audit/jobs/" + json(asked).get("id").asString());
        assertThat(json(asked).get("requested_by").asString()).isEqualTo("an-admin");
        JsonNode ended = awaitEnd(service, place);
        assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("done");
        assertThat(ended.get("result").get("different").asLong()).isZero();
        assertThat(ended.get("progress").get("done").asLong())
                .isEqualTo(ended.get("progress").get("total").asLong())
                .isPositive();
        assertThat(service.get("/auth/sessions/history?min_position=0", user).statusCode())
                .isEqualTo(200);
        assertThat(json(service.get("/api/v1/audit/jobs/", auditor))
                        .get("jobs")
                        .get(0)
                        .get("id")
                        .asString())
                .isNotBlank();
    }

    @Test
    void an_auditor_asks_what_another_policy_would_have_done_and_nothing_changes() {
        History history = History.ofSomebody();
        String session = history.login();
        history.refresh(session, null);
        history.login();
        service.publish(history);
        String user = service.issuer.token(history.user(), session, "user");
        await().until(() ->
                service.get("/auth/sessions/history?min_position=2", user).statusCode() == 200);

        HttpResponse<String> asked =
                service.post("/audit/jobs/", "{\"kind\":\"what-if\",\"idle\":\"PT1S\",\"limit\":1}", auditor);

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        JsonNode result = awaitEnd(
                        service, "/audit/jobs/" + json(asked).get("id").asString())
                .get("result");
        assertThat(result.get("sessions_hit").asLong()).isPositive();
        assertThat(result.get("refreshes_hit").asLong()).isPositive();
        assertThat(result.get("by_rule").get("idle").get("refreshes_hit").asLong())
                .isPositive();
        assertThat(json(service.get("/auth/sessions", user)).get("sessions")).hasSize(2);
    }

    @Test
    void an_auditor_changes_nothing_and_a_user_sees_nothing() {
        String user = service.issuer.token(UUID.randomUUID().toString(), "s", "user");

        assertProblem(service.post("/audit/jobs", REBUILD, auditor), 403, "insufficient_scope");
        assertProblem(service.post("/audit/jobs", REBUILD, user), 403, "insufficient_scope");
        assertProblem(service.post("/audit/jobs", REBUILD, null), 401, "token_missing");
        assertProblem(service.get("/audit/jobs", user), 403, "insufficient_scope");
        assertProblem(service.get("/audit/jobs/" + UUID.randomUUID(), user), 403, "insufficient_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"kind\":\"dance\"}",
                "{\"kind\":7}",
                "{\"kind\":\"rebuild\",\"source\":\"tape\"}",
                "{\"kind\":\"rebuild\",\"accept_loss\":\"yes\"}",
                "{\"kind\":\"rebuild\",\"force\":true}",
                "{\"kind\":\"rebuild\",\"kind\":\"rebuild\"}",
                "{\"kind\":\"rebuild\"} and more",
                "{\"kind\":\"what-if\"}",
                "{\"kind\":\"what-if\",\"idle\":\"half an hour\"}",
                "{\"kind\":\"what-if\",\"idle\":\"PT0S\"}",
                "{\"kind\":\"what-if\",\"limit\":0}",
                "{\"kind\":\"what-if\",\"limit\":3.5}",
                "{\"kind\":\"what-if\",\"leeway\":\"-PT1S\"}",
                "{\"kind\":\"what-if\",\"limit\":3,\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}",
            })
    void what_cannot_be_meant_is_400_and_nothing_is_begun(String body) {
        int before =
                json(service.get("/audit/jobs?limit=500", auditor)).get("jobs").size();

        assertProblem(service.post("/audit/jobs", body, admin), 400, "invalid_parameter");

        assertThat(json(service.get("/audit/jobs?limit=500", auditor))
                        .get("jobs")
                        .size())
                .isEqualTo(before);
    }

    @Test
    void a_body_without_end_is_not_read_to_its_end() {
        String body = "{\"kind\":\"" + "x".repeat(100_000) + "\"}";
        assertProblem(service.post("/audit/jobs", body, admin), 400, "invalid_parameter");
    }

    @Test
    void there_is_no_such_job() {
        assertProblem(service.get("/audit/jobs/" + UUID.randomUUID(), auditor), 404, "not_found");
        assertProblem(service.get("/audit/jobs?limit=0", auditor), 400, "invalid_parameter");
    }

    private JsonNode awaitEnd(QueryService service, String place) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(service.get(place, auditor)),
                        job -> !job.get("state").asString().equals("running"));
    }
}
