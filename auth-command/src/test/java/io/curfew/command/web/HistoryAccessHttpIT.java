package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.access.AccessRecorder;
import io.curfew.command.account.Accounts;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.ManualClock;
import io.curfew.events.EventType;
import io.curfew.events.HistoryExported;
import io.curfew.events.HistoryRead;
import io.curfew.events.SessionEvent;
import io.curfew.events.json.SessionEventJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code POST /auth/history-accesses}: who accessed whose history is in the history of who did. */
class HistoryAccessHttpIT {
    private static final String PATH = "/auth/history-accesses";
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-21T10:00:00Z"));
    private static WebNode node;

    private Http http;
    private String adminId;
    private Device admin;

    /** No configuration class: the component scan of the service would find it in every test. */
    static class Time {
        @Bean
        @Primary
        Clock testClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    static void start() {
        node = WebNode.start(CoreNode.surroundings("h2"), List.of(Time.class));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void an_administrator() {
        CLOCK.advance(Duration.ofMinutes(2));
        http = new Http(node.address());
        admin = new Person(http, "", "admin", WebNode.ADMIN_PASSWORD).login();
        adminId = node.bean(Accounts.class).idOf("admin").orElseThrow();
    }

    private List<SessionEvent> accesses(Instant since) {
        return node
                .bean(JdbcTemplate.class)
                .query(
                        "select payload_type, payload from session_event where aggregate_identifier = ?"
                                + " and payload_type like 'history.%' order by sequence_number",
                        (row, n) -> SessionEventJson.read(
                                EventType.named(row.getString(1)).orElseThrow(), row.getBytes(2)),
                        adminId)
                .stream()
                .filter(event -> event.occurredAt().isAfter(since))
                .toList();
    }

    private int post(Map<String, ?> body, String... headers) {
        return http.post(PATH, body, headers).status();
    }

    @Test
    void accesses_within_a_minute_are_one_event_with_a_count() {
        Instant begun = CLOCK.instant();
        for (int i = 0; i < 3; i++) {
            assertThat(post(Map.of("kind", "read", "subject", "ann", "what", "events"), admin.bearer()))
                    .isEqualTo(204);
        }
        assertThat(accesses(begun)).as("nothing while the minute lasts").isEmpty();
        CLOCK.advance(Duration.ofMinutes(1));

        node.bean(AccessRecorder.class).recordEnded();

        await().untilAsserted(() -> assertThat(accesses(begun)).hasSize(1));
        Instant recorded = CLOCK.instant();
        assertThat(accesses(begun))
                .containsExactly(new HistoryRead(adminId, "ann", "events", 3, begun, begun, recorded));
        assertThat(http.get("/auth/sessions", admin.bearer()).status())
                .as("the session goes on")
                .isNotEqualTo(401);
    }

    @Test
    void an_export_is_recorded_before_the_answer_and_the_same_again_by_the_minute() {
        Instant begun = CLOCK.instant();
        CLOCK.advance(Duration.ofSeconds(1));
        Instant exported = CLOCK.instant();
        for (int i = 0; i < 3; i++) {
            assertThat(http.post("/api/v1" + PATH, Map.of("kind", "export", "what", "csv"), admin.bearer())
                            .status())
                    .isEqualTo(204);
            assertThat(accesses(begun))
                    .containsExactly(new HistoryExported(adminId, null, "csv", 1, exported, exported, exported));
        }
        CLOCK.advance(Duration.ofMinutes(1));

        node.bean(AccessRecorder.class).recordEnded();

        await().untilAsserted(
                        () -> assertThat(accesses(begun)).hasSize(2).last().satisfies(more -> assertThat(
                                        ((HistoryExported) more).count())
                                .isEqualTo(2)));
    }

    @Test
    void more_different_exports_than_anybody_needs_are_refused_and_none_goes_unrecorded() {
        Person auditor = Person.of(node);
        node.bean(JdbcTemplate.class)
                .update("update account set roles = 'USER,AUDITOR' where id = ?", auditor.userId());
        Instant begun = CLOCK.instant();
        CLOCK.advance(Duration.ofSeconds(1));
        int taken = 0;
        int answer = 204;
        while (answer == 204) {
            answer = post(Map.of("kind", "export", "subject", "user-" + taken, "what", "csv"), admin.bearer());
            taken += answer == 204 ? 1 : 0;
        }

        assertThat(answer).isEqualTo(503);
        assertThat(accesses(begun)).hasSize(taken);
        Device other = auditor.login();
        assertThat(post(Map.of("kind", "export", "what", "csv"), other.bearer()))
                .as("nobody else's are")
                .isEqualTo(204);
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(post(Map.of("kind", "export", "what", "csv"), admin.bearer()))
                .isEqualTo(204);
    }

    @Test
    void only_who_may_read_other_histories_tells_of_it_and_only_in_the_own_name() {
        Person ann = Person.of(node);
        Device phone = ann.login();
        Map<String, String> access = Map.of("kind", "read", "what", "events");

        assertThat(post(access)).isEqualTo(401);
        assertThat(http.post(PATH, access, phone.bearer()).code()).isEqualTo("insufficient_scope");
        assertThat(http.get(PATH, admin.bearer()).status()).isEqualTo(405);
        assertThat(http.post("/auth/logout", admin.bearer()).status()).isEqualTo(204);
        assertThat(post(access, admin.bearer()))
                .as("of a session that has ended")
                .isEqualTo(401);
    }

    @Test
    void ids_are_those_of_the_platforms_user_store() {
        for (String id : List.of("auth0|5f7c", "rule:7d2c4a60-0001-4000-8000-000000000001", "ann@example.org")) {
            assertThat(post(Map.of("kind", "export", "subject", id, "what", "csv"), admin.bearer()))
                    .as(id)
                    .isEqualTo(204);
        }
    }

    @Test
    void what_cannot_be_understood_is_refused() {
        for (Map<String, ?> bad : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("kind", "read"),
                Map.of("what", "events"),
                Map.of("kind", "write", "what", "events"),
                Map.of("kind", "read", "what", "events of ann"),
                Map.of("kind", "read", "what", "csv"),
                Map.of("kind", "export", "what", "events"),
                Map.of("kind", "read", "what", "events", "subject", "Ann Example, ann"),
                Map.of("kind", "read", "what", "x".repeat(65)),
                Map.of("kind", "read", "what", "events", "subject", "x".repeat(256)),
                Map.of("kind", "read", "what", "events", "reader", "somebody else"))) {
            assertThat(post(bad, admin.bearer())).as(bad.toString()).isEqualTo(400);
        }
    }

    @Test
    void what_was_counted_is_recorded_when_the_node_stops() {
        List<String> own = CoreNode.surroundings("h2");
        String auditor;
        try (WebNode first = WebNode.start(own, List.of())) {
            Http there = new Http(first.address());
            Device reader = new Person(there, "", "admin", WebNode.ADMIN_PASSWORD).login();
            auditor = first.bean(Accounts.class).idOf("admin").orElseThrow();
            assertThat(there.post(PATH, Map.of("kind", "read", "what", "events"), reader.bearer())
                            .status())
                    .isEqualTo(204);
        }

        try (WebNode second = WebNode.start(own, List.of())) {
            assertThat(second.bean(JdbcTemplate.class)
                            .queryForObject(
                                    "select count(*) from session_event where aggregate_identifier = ?"
                                            + " and payload_type = 'history.read'",
                                    Integer.class,
                                    auditor))
                    .isEqualTo(1);
        }
    }
}
