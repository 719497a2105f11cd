package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Nobody;
import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the doctor sees what ails. */
class DoctorIT {
    private static final String KEYS = "{\"keys\":[{\"kid\":\"1\"}]}";
    private static final String NODE =
            "{\"nodes\":[{\"service\":\"orders\",\"node\":\"a\",\"state\":\"%s\",\"silent\":%s}]}";

    @TempDir
    Path state;

    private StubPlatform platform;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        platform = new StubPlatform();
        shell = new Shell(platform, state).signedIn();
        platform.on("GET /auth/sessions", 200, "{\"sessions\":[]}")
                .on("GET /audit/events", 200, "{\"events\":[{\"event_id\":\"r-1\"}]}");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private StubPlatform well() {
        return platform.on("GET /.well-known/jwks.json", 200, KEYS)
                .on("GET /revocations/r-1", 200, "{\"published\":true,\"verdict\":\"complete\"}");
    }

    @Test
    void all_is_well() throws IOException {
        well().on("GET /audit/nodes", 200, NODE.formatted("ready", "false"));

        // The stub answers with the real time.
        shell.signedIn(Duration.between(Shell.NOW, Instant.now()).toSeconds() + 600);
        Shell.Ran ran = shell.clock(Clock.systemUTC()).run("doctor", "-o", "csv");

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).doesNotContain(",bad,");
        assertThat(ran.out()).contains("front door,ok,", "signing keys,ok,", "lists,ok,", "nodes,ok,", "receipts,ok,");
        assertThat(ran.out()).contains("topics,skipped,");
    }

    @Test
    void a_stale_or_silent_node_is_trouble_with_what_to_do() {
        well().on("GET /audit/nodes", 200, NODE.formatted("ready", "true"));

        Shell.Ran ran = shell.run("doctor");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).containsPattern("nodes +bad +orders/a is silent").contains("docs/operations.md");
    }

    @Test
    void a_revocation_that_is_not_published_is_trouble() {
        platform.on("GET /.well-known/jwks.json", 200, KEYS)
                .on("GET /revocations/r-1", 200, "{\"published\":false,\"verdict\":\"pending\"}")
                .on("GET /audit/nodes", 200, NODE.formatted("ready", "false"));

        assertThat(shell.run("doctor").out()).containsPattern("outbox +bad");
    }

    @Test
    void records_that_wait_long_in_the_outbox_are_trouble() {
        well().on(
                        "GET /actuator/prometheus",
                        200,
                        """
                # TYPE curfew_outbox_oldest_seconds gauge
                curfew_outbox_oldest_seconds{topic="session-events"} 0.0
                curfew_outbox_oldest_seconds{topic="session-revocations"} 61.0
                curfew_outbox_unpublished{topic="session-events"} 0.0
                curfew_outbox_unpublished{topic="session-revocations"} 7.0
                """);

        assertThat(shell.run("doctor").out()).containsPattern("outbox +bad +7 records wait, the oldest for 61 s");
    }

    @Test
    void clocks_apart_are_trouble() {
        // The stub has the real time; the person's clock stands in March.
        platform.on("GET /.well-known/jwks.json", 200, KEYS);

        assertThat(shell.run("doctor").out()).containsPattern("clock +bad");
    }

    @Test
    void who_is_no_auditor_sees_less_and_is_told() {
        well().refuses("GET /audit/nodes", 403, "insufficient_scope", "No.");

        assertThat(shell.run("doctor").out()).containsPattern("nodes +skipped +not let in +sign in as an auditor");
    }

    @Test
    void a_front_door_that_is_closed_leaves_nothing_to_ask() throws IOException {
        try (Nobody gone = new Nobody()) {
            assertThat(new Shell(gone.url(), state).run("doctor").code()).isEqualTo(3);
        }
    }
}
