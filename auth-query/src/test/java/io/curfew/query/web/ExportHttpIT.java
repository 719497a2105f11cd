package io.curfew.query.web;

import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** M18: the history as a file. */
@Order(2)
class ExportHttpIT {
    /** A file that ends here needs not wait for what is late. */
    private final Instant settled = Instant.now().minusSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();
    private final QueryService service = QueryService.shared();

    @Test
    @DisplayName(
            "M18, I8 AuditExactlyOnce: every line once, exactly as published, and a broken file goes on at its cursor")
    void lines_go_on_after_any_of_them() {
        History history = published(40);
        String path = "/audit/export?format=jsonl&until=" + settled + "&user=" + history.user();

        List<JsonNode> lines = lines(get(path));

        assertThat(lines)
                .extracting(line -> line.get("seq").asInt())
                .isEqualTo(IntStream.range(0, 40).boxed().toList());
        for (JsonNode line : lines) {
            int seq = line.get("seq").asInt();
            assertThat(line.get("payload").asString())
                    .isEqualTo(new String(history.record("t", seq).value(), StandardCharsets.UTF_8));
            assertThat(line.get("actor").get("entity").asString()).isNotBlank();
        }
        for (int i = 0; i < lines.size(); i++) {
            List<JsonNode> rest =
                    lines(get(path + "&after=" + lines.get(i).get("cursor").asString()));
            assertThat(rest).isEqualTo(lines.subList(i + 1, lines.size()));
        }
    }

    @Test
    void a_sheet_is_formula_safe() {
        History history = History.ofSomebody();
        history.login("=cmd|'/C calc'!A0", "@evil");
        publish(history);

        HttpResponse<String> answer = get("/audit/export?format=csv&user=" + history.user());

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("text/csv;").containsIgnoringCase("charset=utf-8"));
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"curfew-audit.csv\"");
        assertThat(answer.body()).startsWith("\"occurred_at\",").contains("\"'=cmd|'/C calc'!A0\"", "\"'@evil\"");
    }

    /** More than a page, so that cuts fall before, at and after its end; the torn line is thrown away, as a client does. */
    @Test
    @DisplayName("M18: a file that is torn anywhere goes on without gap or double, whatever its format")
    void torn_files_go_on_without_gap_or_double() {
        History history = published(1100);
        String path = "/audit/export?until=" + settled + "&user=" + history.user() + "&format=";
        String lines = get(path + "jsonl").body();
        for (int cut : List.of(1, 700, lines.length() / 2, lines.length() - 1)) {
            String kept = lines.substring(0, lines.lastIndexOf('\n', cut - 1) + 1);
            String after = kept.isEmpty() ? "" : "&after=" + cursor(kept);
            assertThat(kept + get(path + "jsonl" + after).body()).isEqualTo(lines);
        }
        for (int seq : List.of(0, 498, 499, 500, 999, 1099)) {
            String after =
                    "&after=" + cursor(lines.lines().skip(seq).findFirst().orElseThrow());
            assertThat(get(path + "jsonl" + after).body().lines()).hasSize(1099 - seq);
            assertThat(get(path + "csv" + after).body().lines()).hasSize(1 + 1099 - seq);
        }
    }

    private static String cursor(String lines) {
        String last = lines.lines().reduce((one, other) -> other).orElseThrow();
        return JSON.readTree(last).get("cursor").asString();
    }

    @Test
    void what_breaks_off_in_the_middle_is_not_a_whole_file() {
        // What is broken for a moment would break what others ask of everybody.
        QueryService.unsteady(broken -> {
            History history = published(broken, 1200);
            JdbcClient jdbc = broken.context().getBean(JdbcClient.class);
            jdbc.sql("update query_audit_event set payload = 'no json' where user_id = ? and seq = 1100")
                    .params(history.user())
                    .update();

            assertThatThrownBy(() -> get(broken, "/audit/export?until=" + settled + "&user=" + history.user()))
                    .hasRootCauseInstanceOf(IOException.class);

            jdbc.sql("delete from query_audit_event where user_id = ?")
                    .params(history.user())
                    .update();
        });
    }

    @Test
    void only_auditors_may_take_it_away() {
        String user = service.issuer.token(UUID.randomUUID().toString(), "s", "user");
        assertProblem(service.get("/audit/export", user), 403, "insufficient_scope");
        assertProblem(service.get("/audit/export", null), 401, "token_missing");
    }

    private History published(int events) {
        return published(service, events);
    }

    private static History published(QueryService service, int events) {
        History history = History.ofSomebody();
        String session = history.login();
        for (int i = 1; i < events; i++) {
            history.refresh(session, null);
        }
        publish(service, history);
        return history;
    }

    private void publish(History history) {
        publish(service, history);
    }

    private static void publish(QueryService service, History history) {
        service.publish(history);
        String token = service.issuer.token(history.user(), "s", "user");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), token)
                                .statusCode()
                        == 200);
    }

    private HttpResponse<String> get(String path) {
        return get(service, path);
    }

    private static HttpResponse<String> get(QueryService service, String path) {
        return service.get(path, service.issuer.token(UUID.randomUUID().toString(), "s", "user auditor"));
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }
}
