package io.curfew.query.web;

import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.QueryService;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What auditors may not ask, and who may ask at all. */
class AuditBadInputIT {
    private final QueryService service = QueryService.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/events?order=up",
                "/audit/events?initiator=user",
                "/audit/events?initiator=NOBODY",
                "/audit/events?initiated_by=",
                "/audit/events?address=localhost",
                "/audit/events?address=256.1.1.1",
                "/audit/events?address=1.2.3",
                "/audit/events?address=dead.beef",
                "/audit/events?address=1::2::3",
                "/audit/events?client=%00",
                "/audit/events?session=",
                "/audit/events?type=session.started&type=session.teleported",
                "/audit/events?since=2026-01-01T00:00:00",
                "/audit/events?since=2026-01-01T00:00:00%2B99:00",
                "/audit/events?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
                "/audit/events?limit=501",
                "/audit/events?limit=1e3",
                "/audit/events/histogram?bucket=1h",
                "/audit/events/histogram?bucket=PT0S",
                "/audit/events/histogram?bucket=-PT1H",
                "/audit/events/histogram?bucket=PT0.5S",
                "/audit/events/histogram?bucket=P367D",
                "/audit/sessions?as_of=yesterday",
                "/audit/sessions?as_of=2999-01-01T00:00:00Z",
                "/audit/sessions?as_of=2026-01-01T00:00:00Z&after=x",
                "/audit/sessions?limit=0",
                "/audit/sessions?user=",
                "/audit/sessions/diff",
                "/audit/sessions/diff?from=2999-01-01T00:00:00Z",
                "/audit/sessions/diff?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/audit/sessions/diff?from=2026-01-01T00:00:00Z&after=MjAyNg",
                "/audit/tokens/x?at=2999-01-01T00:00:00Z",
                "/audit/tokens/%20?at=2026-01-01T00:00:00Z",
            })
    void what_cannot_be_meant_is_400_with_a_code(String path) {
        assertProblem(service.get(path, token("auditor")), 400, "invalid_parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/events",
                "/audit/events/histogram",
                "/audit/sessions",
                "/audit/sessions/diff?from=2026-01-01T00:00:00Z",
                "/api/v1/audit/events/",
                "/api/v1/audit/sessions/",
            })
    void auditors_and_administrators_read_it_and_nobody_else(String path) {
        assertThat(service.get(path, token("user auditor")).statusCode()).isEqualTo(200);
        assertThat(service.get(path, token("user admin")).statusCode()).isEqualTo(200);
        assertProblem(service.get(path, token("user")), 403, "insufficient_scope");
        assertProblem(service.get(path, null), 401, "token_missing");
    }

    @Test
    void a_token_shows_its_verdict_and_an_unknown_one_is_404() {
        History history = History.ofSomebody();
        String session = history.login();
        Instant started = history.events().get(0).occurredAt();
        history.logout(session);
        service.publish(history);
        String own = service.issuer.token(history.user(), "s", "user");
        await().until(() -> service.get("/auth/sessions/history?min_position=" + history.position(), own)
                        .statusCode()
                == 200);

        String known = "/audit/tokens/" + History.tokenId(session, started);

        assertThat(QueryService.json(service.get(known, token("auditor")))
                        .get("decided_by")
                        .get("seq")
                        .asLong())
                .isEqualTo(1);
        assertThat(QueryService.json(service.get(known + "?at=" + started, token("auditor")))
                        .get("state")
                        .asString())
                .isEqualTo("valid");
        assertProblem(service.get("/audit/tokens/" + UUID.randomUUID(), token("auditor")), 404, "not_found");
    }

    private String token(String scopes) {
        return service.issuer.token(UUID.randomUUID().toString(), "auditor-session", scopes);
    }
}
