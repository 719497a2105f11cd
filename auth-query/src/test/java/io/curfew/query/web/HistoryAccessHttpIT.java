package io.curfew.query.web;

import static io.curfew.query.web.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.History;
import io.curfew.query.support.Issuer;
import io.curfew.query.support.QueryService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who reads other people's history, or takes it away, is told to auth-command before the answer. */
class HistoryAccessHttpIT {
    private final QueryService service = QueryService.shared();
    private final String reader = "reader-" + UUID.randomUUID();
    private final History history = History.ofSomebody();
    private String session;

    @BeforeEach
    void somebody() {
        session = history.login();
        service.publish(history);
        String other = service.issuer.token(UUID.randomUUID().toString(), "s", "auditor");
        await().until(() -> QueryService.json(service.get("/audit/events?user=" + history.user(), other))
                        .path("events")
                        .size()
                == 1);
    }

    private String token(String user) {
        return service.issuer.token(user, "s", "user auditor");
    }

    private List<String> told() {
        return service.issuer.accesses(reader).stream().distinct().toList();
    }

    private String read(String what) {
        return "{\"kind\":\"read\",\"subject\":\"" + history.user() + "\",\"what\":\"" + what + "\"}";
    }

    private void get(String path) {
        assertThat(service.get(path, token(reader)).statusCode()).as(path).isEqualTo(200);
    }

    @Test
    void each_way_to_read_a_history_is_told_with_whose_it_is() {
        String user = "user=" + history.user();
        get("/audit/events?" + user);
        get("/api/v1/audit/events/?session=" + session);
        get("/audit/events/histogram?" + user);
        get("/audit/sessions/" + session + "/timeline");
        get("/audit/sessions?as_of=" + Instant.now().minusSeconds(60) + "&" + user);
        get("/audit/sessions/diff?from=" + Instant.now().minusSeconds(60) + "&to=" + Instant.now() + "&" + user);
        assertThat(service.get("/audit/tokens/nobodys", token(reader)).statusCode())
                .isIn(200, 404);
        get("/audit/jobs");

        assertThat(told())
                .containsExactly(
                        read("events"),
                        read("histogram"),
                        read("timeline"),
                        read("sessions"),
                        read("diff"),
                        "{\"kind\":\"read\",\"what\":\"token\"}",
                        "{\"kind\":\"read\",\"what\":\"jobs\"}");
    }

    /** A handler that nobody thought of would show histories without a trace. */
    @Test
    void every_handler_for_auditors_is_recorded_or_named_as_no_history() {
        Set<String> decided = new HashSet<>(HistoryAccessInterceptor.READS.keySet());
        decided.add(Paths.EXPORT);
        decided.addAll(HistoryAccessInterceptor.NO_HISTORY);
        Set<String> handled = service.context().getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream())
                .map(HistoryAccessInterceptor::unversioned)
                .filter(path -> path.startsWith(Paths.AUDIT) || path.startsWith("/ui/audit"))
                .collect(Collectors.toSet());

        assertThat(handled).containsExactlyInAnyOrderElementsOf(decided);
    }

    @Test
    void a_page_is_told_too() {
        String token = service.issuer.token(reader, "s", "user auditor");

        assertThat(service.send("GET", "/ui/audit?user=" + history.user(), "Cookie", "accessToken=" + token)
                        .statusCode())
                .isEqualTo(200);

        assertThat(told()).containsExactly(read("page"));
    }

    @Test
    void paging_costs_nothing() {
        for (int i = 0; i < 20; i++) {
            get("/audit/events?user=" + history.user());
        }

        assertThat(service.issuer.accesses(reader))
                .as("once, or twice when a minute began meanwhile")
                .hasSizeBetween(1, 2)
                .containsOnly(read("events"));
    }

    @Test
    void an_export_is_told_by_its_format() {
        String until = "&until=" + Instant.now().minusSeconds(60);
        get("/audit/export?user=" + history.user() + until);
        get("/audit/export?format=csv" + until);

        assertThat(told())
                .containsExactly(
                        "{\"kind\":\"export\",\"subject\":\"" + history.user() + "\",\"what\":\"jsonl\"}",
                        "{\"kind\":\"export\",\"what\":\"csv\"}");
    }

    @Test
    void an_export_that_cannot_be_recorded_is_refused_and_a_read_goes_on_and_is_counted() {
        String unlucky = token(Issuer.UNRECORDED + UUID.randomUUID());
        MeterRegistry meters = service.context().getBean(MeterRegistry.class);
        double before = meters.get("curfew.query.accesses.unrecorded").counter().count();

        assertProblem(service.get("/audit/export?user=" + history.user(), unlucky), 503, "access_not_recorded");
        assertThat(service.get("/audit/events?user=" + history.user(), unlucky).statusCode())
                .isEqualTo(200);

        assertThat(meters.get("curfew.query.accesses.unrecorded").counter().count())
                .isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void ones_own_history_and_what_is_no_history_is_not_told() {
        History own = new History(reader, Instant.now().minusSeconds(3600));
        String mine = own.login();
        service.publish(own);
        await().until(() ->
                service.get("/audit/events?user=" + reader, token(reader)).statusCode() == 200);

        get("/audit/events?session=" + mine);
        get("/audit/nodes");
        assertThat(service.get("/auth/sessions", service.issuer.token(reader, mine, "user auditor"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(told()).isEmpty();
    }

    @Test
    void what_is_refused_is_not_told() {
        assertProblem(service.get("/audit/events?user=a-name", token(reader)), 400, "invalid_parameter");
        assertProblem(service.get("/audit/events?usr=x", token(reader)), 400, "unknown_parameter");
        assertProblem(service.get("/audit/export?format=pdf", token(reader)), 400, "invalid_parameter");
        assertThat(service.get("/audit/events", service.issuer.token(reader, "s", "user"))
                        .statusCode())
                .isEqualTo(403);

        assertThat(told()).isEmpty();
    }
}
