package io.curfew.query.web;

import static io.curfew.query.support.QueryService.json;
import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.Issuer;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, what else is answered, and what health says. */
class QuerySecurityIT {
    private final QueryService service = QueryService.shared();
    private final Issuer issuer = service.issuer;

    @Test
    void a_bad_token_is_401() {
        Instant later = Instant.now().plusSeconds(900);
        String path = "/auth/sessions";

        assertProblem(service.get(path, "nonsense"), 401, "token_invalid");
        assertProblem(service.get(path, new Issuer().token("u", "s", "user")), 401, "token_invalid");
        assertProblem(service.get(path, issuer.token("u", "s", "user", "elsewhere", later)), 401, "token_invalid");
        assertProblem(
                service.get(path, issuer.token("u", "s", "user", "curfew", later.minusSeconds(2000))),
                401,
                "token_invalid");
    }

    @Test
    void two_tokens_are_400_and_one_in_the_query_is_ignored() {
        String token = issuer.token("u", "s", "user");

        assertProblem(
                service.send(
                        "GET",
                        "/auth/sessions",
                        "Authorization",
                        "Bearer " + token,
                        "Authorization",
                        "Bearer " + token),
                400,
                "multiple_tokens");
        assertProblem(service.get("/auth/sessions?access_token=" + token, null), 401, "token_missing");
    }

    @Test
    void a_node_that_cannot_know_says_so() {
        String token = issuer.token("u", "s", "user");
        QueryService.unsteady(node -> {
            try {
                node.revocations.goStale();
                HttpResponse<String> answer = node.get("/auth/sessions/history", token);
                assertProblem(answer, 503, "revocation_state_stale");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            } finally {
                node.revocations.recover();
            }
            assertThat(node.get("/auth/sessions/history", token).statusCode()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/auth/sessions",
        "DELETE,/auth/sessions/others",
        "POST,/auth/login",
        "GET,/nothing",
        "GET,/actuator",
        "GET,/actuator/env",
        "POST,/actuator/health",
        "GET,/auth/sessions/history/more",
        "POST,/audit/events",
        "GET,/error"
    })
    void alone_it_answers_nothing_else(String method, String path) {
        HttpResponse<String> answer =
                service.send(method, path, "Authorization", "Bearer " + issuer.token("u", "s", "user"));

        assertProblem(answer, 404, "not_found");
    }

    @Test
    void its_health_is_the_projections_and_the_listeners() {
        await().until(() -> service.get("/actuator/health/readiness", null).statusCode() == 200);

        assertThat(json(service.get("/actuator/health/readiness", null))
                        .get("components")
                        .propertyNames())
                .contains("sessionProjection", "revocation", "readinessState");
    }

    @Test
    void a_record_it_cannot_read_makes_it_not_ready_but_what_is_known_is_still_shown() {
        History history = History.ofSomebody();
        String session = history.login();
        try (QueryService other = new QueryService()) {
            other.publish(history);
            byte[] text = "no event".getBytes(StandardCharsets.UTF_8);
            String token = other.issuer.token(history.user(), session, "user");
            await().until(() ->
                    other.get("/auth/sessions?min_position=0", token).statusCode() == 200);
            await().until(() -> other.get("/actuator/health/readiness", null).statusCode() == 200);

            Broker.running().send(new ProducerRecord<>(other.topic, 0, text, text));

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> other.get("/actuator/health/readiness", null).statusCode() == 503);
            assertThat(other.get("/actuator/health/liveness", null).statusCode())
                    .isEqualTo(200);
            assertThat(other.get("/auth/sessions", token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void half_a_list_is_503_until_the_first_build_is_done() {
        try (QueryService other = new QueryService("--curfew.query.live=false")) {
            HttpResponse<String> answer = other.get("/auth/sessions", other.issuer.token("u", "s", "user"));

            assertProblem(answer, 503, "projection_building");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        }
    }
}
