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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of the history is in a file: what the list shows for the same filters. */
class ExportFilterHttpIT {
    /** A file that ends here needs not wait for what is late. */
    private final Instant settled = Instant.now().minusSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();
    private final QueryService service = QueryService.shared();

    @Test
    void every_filter_is_that_of_the_list() {
        History history = History.ofSomebody();
        String refreshed = history.login();
        history.refresh(refreshed, null);
        history.refresh(refreshed, null);
        String session = history.login();
        history.logoutAll(List.of(session));
        publish(history);
        JsonNode first = lines(get("/audit/export?user=" + history.user())).get(0);
        Instant middle = history.events().get(3).occurredAt();

        for (String filter : List.of(
                "user=" + history.user(),
                "session=" + session,
                "type=session.started",
                "type=session.started&type=session.refreshed",
                "initiator=USER",
                "initiator=ADMIN",
                "initiated_by=" + history.user(),
                "address=" + first.get("address").asString(),
                "client=web",
                "since=" + middle,
                "until=" + middle)) {
            String query = filter + (filter.startsWith("user=") ? "" : "&user=" + history.user());
            List<String> listed = new ArrayList<>();
            json(get("/audit/events?limit=500&" + query))
                    .get("events")
                    .forEach(event -> listed.add(event.get("event_id").asString()));
            String end = filter.startsWith("until=") ? "" : "&until=" + settled;
            assertThat(lines(get("/audit/export?" + query + end)))
                    .as(filter)
                    .extracting(line -> line.get("event_id").asString())
                    .containsExactlyInAnyOrderElementsOf(listed);
            assertThat(listed.isEmpty()).as(filter).isEqualTo(filter.equals("initiator=ADMIN"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format=xml",
                "format=",
                "type=session.teleported",
                "initiator=GOD",
                "since=yesterday",
                "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
                "address=localhost",
                "after=x",
                "user=%00",
                "audience=",
            })
    void a_parameter_that_cannot_be_meant_is_400(String query) {
        assertProblem(get("/audit/export?" + query), 400, "invalid_parameter");
    }

    private void publish(History history) {
        service.publish(history);
        String token = service.issuer.token(history.user(), "s", "user");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), token)
                                .statusCode()
                        == 200);
    }

    private HttpResponse<String> get(String path) {
        return service.get(path, service.issuer.token(UUID.randomUUID().toString(), "s", "user auditor"));
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }
}
