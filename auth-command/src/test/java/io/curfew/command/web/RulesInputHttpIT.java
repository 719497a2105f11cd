package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rules that are refused, and rules that are only tried: nothing changes. */
@ResourceLock(WebNode.QUIET)
class RulesInputHttpIT {
    private static final String PATH = "/admin/revocations";

    private static WebNode node;
    private static Http http;
    private static Person ann;
    private static Device admin;

    @BeforeAll
    static void start() {
        node = WebNode.quiet();
        http = new Http(node.address());
        ann = Person.of(node);
        admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
    }

    private static long rows() {
        Long rows = node.bean(JdbcTemplate.class)
                .queryForObject(
                        "select (select count(*) from session_event) + (select count(*) from outbox)"
                                + " + (select count(*) from revocation_rule)",
                        Long.class);
        return rows == null ? -1 : rows;
    }

    static Stream<Arguments> bad() {
        String why = ",\"reason\":\"x\"}";
        return Stream.of(
                Arguments.of("{}", 400, "missing_field"),
                Arguments.of("{\"kind\":\"user\",\"value\":\"a\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"ALL\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":7" + why, 400, "wrong_type"),
                Arguments.of("{\"kind\":\"client\"" + why, 400, "missing_field"),
                Arguments.of("{\"kind\":\"client\",\"value\":\"\"" + why, 400, "missing_field"),
                Arguments.of("{\"kind\":\"subject\",\"value\":\"  \"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"subject\",\"value\":\"rule:a\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"client\",\"value\":\"a\\u0000\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"client\",\"value\":\"" + "a".repeat(256) + "\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"client\",\"value\":\"" + "🔑".repeat(128) + "\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"all\",\"value\":\"a\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"client\",\"value\":\"a\"}", 400, "missing_field"),
                Arguments.of("{\"kind\":\"client\",\"value\":\"a\",\"reason\":\" \"}", 400, "invalid_field"),
                Arguments.of(
                        "{\"kind\":\"client\",\"value\":\"a\",\"reason\":\"" + "r".repeat(257) + "\"}",
                        400,
                        "invalid_field"),
                Arguments.of("{\"kind\":\"all\",\"not_before\":\"yesterday\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"all\",\"not_before\":\"1969-01-01T00:00:00Z\"" + why, 400, "invalid_field"),
                Arguments.of("{\"kind\":\"all\",\"not_before\":1700000000" + why, 400, "wrong_type"),
                Arguments.of(
                        "{\"kind\":\"token\",\"value\":\"a\",\"not_before\":\"2026-01-01T00:00:00Z\"" + why,
                        400,
                        "invalid_field"),
                Arguments.of("{\"kind\":\"all\",\"dry_run\":\"yes\"" + why, 400, "wrong_type"),
                Arguments.of(
                        "{\"kind\":\"all\",\"not_before\":\"9999-01-01T00:00:00Z\"" + why, 422, "not_before_in_future"),
                Arguments.of(
                        "{\"kind\":\"all\",\"dry_run\":true,\"not_before\":\""
                                + Instant.now().plusSeconds(3600) + "\"}",
                        422,
                        "not_before_in_future"),
                Arguments.of(
                        "{\"kind\":\"session\",\"value\":\"" + UUID.randomUUID() + "\"" + why,
                        404,
                        "session_not_found"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_rule_that_cannot_be_meant_is_a_named_problem_and_changes_nothing(String body, int status, String code) {
        long before = rows();

        Answer answer = http.send("POST", PATH, "application/json", body, admin.bearer());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void only_administrators_may_not_even_a_dry_run() {
        Map<String, ?> body = Map.of("kind", "all", "dry_run", true);

        assertThat(http.post(PATH, body, ann.login().bearer()).code()).isEqualTo("insufficient_scope");
        assertThat(http.post(PATH, body).status()).isEqualTo(401);
        Device out = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        assertThat(http.post("/auth/logout", out.bearer()).status()).isEqualTo(204);
        assertThat(http.post(PATH, body, out.bearer()).code()).isEqualTo("session_revoked");
    }

    @Test
    void a_dry_run_counts_and_changes_nothing() {
        Person ben = Person.of(node);
        String client = WebNode.APP;
        for (Person person : new Person[] {ann, ben, ben}) {
            assertThat(http.post(
                                    "/auth/login",
                                    Map.of(
                                            "username", person.username(),
                                            "password", person.password(),
                                            "client_id", client))
                            .status())
                    .isEqualTo(200);
        }
        Device laptop = ben.login();
        long before = rows();

        counts(Map.of("kind", "client", "value", client), 3, 2);
        counts(Map.of("kind", "client", "value", client, "not_before", "2026-01-01T00:00:00Z"), 0, 0);
        counts(Map.of("kind", "client", "value", "nobody's"), 0, 0);
        counts(Map.of("kind", "subject", "value", ben.userId()), 3, 1);
        counts(Map.of("kind", "session", "value", laptop.sessionId()), 1, 1);
        counts(Map.of("kind", "token", "value", "anything"), 0, 0);
        counts(Map.of("kind", "tenant", "value", "acme"), 0, 0);
        String kid = RulesStage.part(laptop.accessToken(), 0).get("kid").asString();
        Integer all =
                node.bean(JdbcTemplate.class).queryForObject("select count(*) from active_session", Integer.class);
        Integer users = node.bean(JdbcTemplate.class)
                .queryForObject("select count(distinct user_id) from active_session", Integer.class);
        counts(Map.of("kind", "key", "value", kid), all, users);
        counts(Map.of("kind", "key", "value", "foreign"), 0, 0);
        counts(Map.of("kind", "all"), all, users);
        assertThat(rows()).isEqualTo(before);
        assertThat(laptop.bearerWorks()).isTrue();
    }

    private static void counts(Map<String, ?> rule, int sessions, int users) {
        Map<String, Object> body = new java.util.HashMap<>(rule);
        body.put("dry_run", true);
        Answer answer = http.post(PATH, body, admin.bearer());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().get("sessions").asInt()).as(answer.toString()).isEqualTo(sessions);
        assertThat(answer.json().get("users").asInt()).as(answer.toString()).isEqualTo(users);
        assertThat(answer.json().get("dry_run").asBoolean()).isTrue();
        assertThat(answer.header("Curfew-Revocation")).isEmpty();
    }
}
