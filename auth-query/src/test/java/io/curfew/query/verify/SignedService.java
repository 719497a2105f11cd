package io.curfew.query.verify;

import static io.curfew.query.support.QueryService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A service that has projected one user's signed history of three events, and its database, which tests edit. */
final class SignedService implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> EDITED = List.of("query_audit_session", "query_audit_event");

    final History history = History.ofSomebody();
    final QueryService service;
    private final JdbcTemplate database;

    SignedService() {
        String heads = "session-heads-" + UUID.randomUUID();
        Broker.running().create(heads, 1);
        service = new QueryService("--curfew.query.heads-topic=" + heads);
        database = service.context().getBean(JdbcTemplate.class);
        String session = history.login();
        history.refresh(session, null);
        history.login();
        SignedHistory.publish(history, service.topic, heads, service.issuer);
        String user = service.issuer.token(history.user(), "s", "user");
        await().atMost(LONG)
                .until(() -> service.get("/auth/sessions/history?min_position=2", user)
                                .statusCode()
                        == 200);
        EDITED.forEach(table -> database.execute("create table kept_" + table + " as select * from " + table));
    }

    /** Undoes every edit: the next test finds what was projected. */
    void restore() {
        EDITED.forEach(table -> {
            database.update("delete from " + table);
            database.update("insert into " + table + " select * from kept_" + table);
        });
        database.update("update query_generation set complete_at = current_timestamp where complete_at is null");
    }

    JdbcTemplate database() {
        return database;
    }

    /** The result of a check. */
    JsonNode verify() {
        JsonNode job = job("{\"kind\":\"verify\"}");
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("done");
        return job.get("result");
    }

    /** A job, once it has ended. */
    JsonNode job(String kind) {
        String auditor = service.issuer.token("an-auditor", "s", "user auditor");
        HttpResponse<String> asked = service.post("/audit/jobs", kind, auditor);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String place = "/audit/jobs/" + json(asked).get("id").asString();
        return await().atMost(LONG).until(() -> json(service.get(place, auditor)), answer -> !answer.get("state")
                .asString()
                .equals("running"));
    }

    @Override
    public void close() {
        service.close();
    }
}
