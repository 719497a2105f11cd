package io.curfew.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What an answer must be. */
final class Answers {
    private Answers() {}

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = QueryService.json(answer);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).isEqualTo("https://curfew.dev/problems/" + code.replace('_', '-'));
        assertThat(problem.get("title").asString()).isNotBlank();
    }
}
