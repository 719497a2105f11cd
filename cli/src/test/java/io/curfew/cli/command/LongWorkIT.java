package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs, tails and waiting. */
class LongWorkIT {
    private static final String RUNNING =
            "{\"id\":\"j-1\",\"kind\":\"verify\",\"state\":\"running\",\"progress\":{\"done\":50,\"total\":100}}";
    private static final String INTACT =
            "{\"id\":\"j-1\",\"kind\":\"verify\",\"state\":\"done\",\"result\":{\"verdict\":\"intact\",\"events\":100}}";

    @TempDir
    Path state;

    private StubPlatform platform;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        platform = new StubPlatform();
        shell = new Shell(platform, state).signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void a_job_is_watched_to_its_end_over_a_moment_of_trouble() {
        platform.on("POST /audit/jobs", 202, RUNNING)
                .refuses("GET /audit/jobs/j-1", 503, "store_unavailable", "Later.")
                .on("GET /audit/jobs/j-1", 200, RUNNING)
                .on("GET /audit/jobs/j-1", 200, INTACT);

        Shell.Ran ran = shell.run("audit", "verify");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("intact");
        assertThat(ran.err()).as("no progress where no terminal is").isEmpty();
    }

    @Test
    void progress_is_shown_at_a_terminal_and_taken_away() {
        platform.on("POST /audit/jobs", 202, RUNNING).on("GET /audit/jobs/j-1", 200, INTACT);

        Shell.Ran ran = shell.typing().run("audit", "verify");

        assertThat(ran.err())
                .contains("verify  [###############...............]  50 %  50 of 100")
                .endsWith("\r\u001b[K");
    }

    @Test
    void a_tampered_history_is_a_finding_and_its_place_is_said() {
        platform.on(
                "POST /audit/jobs",
                202,
                INTACT.replace(
                        "\"verdict\":\"intact\"",
                        "\"verdict\":\"tampered\",\"findings\":"
                                + "[{\"kind\":\"REMOVED\",\"stream\":\"ada-1\",\"seq\":7,\"detail\":\"it is gone\"}]"));

        Shell.Ran ran = shell.run("audit", "verify");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("tampered").containsPattern("REMOVED +ada-1 +7 +it is gone");
    }

    @Test
    void a_failed_job_is_a_failure_with_its_reason() {
        platform.on("POST /audit/jobs", 202, RUNNING)
                .on("GET /audit/jobs/j-1", 200, "{\"id\":\"j-1\",\"state\":\"failed\",\"error\":\"no disk\"}");

        Shell.Ran ran = shell.run("replay");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("curfew: job j-1 failed: no disk\n");
    }

    @Test
    void a_tail_shows_each_event_once_though_it_reads_the_last_seconds_again() {
        platform.on("GET /audit/events?limit=1&since=2026-03-01T12%3A00%3A00Z", 200, "{\"events\":[]}")
                .on("GET /audit/events", 200, "{\"events\":[" + event("e-1", "12:00:01") + "]}")
                .on(
                        "GET /audit/events",
                        200,
                        "{\"events\":[" + event("e-late", "12:00:00") + "," + event("e-1", "12:00:01") + ","
                                + event("e-2", "12:00:02") + "]}");

        Shell.Ran ran = shell.run("audit", "tail", "--interval", "0s", "--count", "3", "-o", "jsonl");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines().map(line -> line.replaceAll(".*event_id\":\"([^\"]*).*", "$1")))
                .containsExactly("e-1", "e-late", "e-2");
    }

    @Test
    void a_tail_lives_through_an_outage_and_says_so_once() {
        platform.on("GET /audit/events?limit=1&since=2026-03-01T12%3A00%3A00Z", 200, "{\"events\":[]}")
                .refuses("GET /audit/events", 503, "store_unavailable", "Later.")
                .refuses("GET /audit/events", 503, "store_unavailable", "Later.")
                .on("GET /audit/events", 200, "{\"events\":[" + event("e-1", "12:00:01") + "]}");

        Shell.Ran ran = shell.run("audit", "tail", "--interval", "0s", "--count", "1", "-o", "jsonl");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).hasLineCount(1).contains("looking on");
    }

    @Test
    void a_list_goes_over_pages_up_to_its_limit() {
        platform.on("GET /audit/events", 200, "{\"events\":[" + event("e-1", "12:00:01") + "],\"next\":\"c+1/=\"}")
                .on("GET /audit/events", 200, "{\"events\":[" + event("e-2", "12:00:02") + "],\"next\":\"c2\"}");

        Shell.Ran ran = shell.run("audit", "list", "--limit", "2");

        assertThat(ran.out()).contains("e-1", "e-2");
        assertThat(ran.err()).contains("there are more");
        assertThat(platform.calls().get(1)).contains("after=c%2B1%2F%3D").contains("limit=1");
    }

    @Test
    void a_list_that_breaks_in_the_middle_is_no_short_list() {
        platform.on("GET /audit/events", 200, "{\"events\":[" + event("e-1", "12:00:01") + "],\"next\":\"c1\"}")
                .refuses("GET /audit/events", 503, "store_unavailable", "Later.");

        Shell.Ran ran = shell.run("audit", "list", "--all", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).doesNotContain("]");
    }

    @Test
    void waiting_for_every_node_in_vain_is_a_failure() {
        platform.on("DELETE /auth/sessions/s-2", 202, "", "Curfew-Revocation", "r-1", "Curfew-Receipt", "pending");

        Shell.Ran ran = shell.run("sessions", "revoke", "s-2", "--wait", "2");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(platform.seen().get(0).headers()).containsEntry("Prefer", "wait=2");
        assertThat(ran.out()).containsPattern("s-2 +1 +pending +r-1");
    }

    private static String event(String id, String time) {
        return "{\"event_id\":\"" + id
                + "\",\"type\":\"session.started\",\"user_id\":\"u\",\"seq\":0,\"occurred_at\":\"" + "2026-03-01T"
                + time + "Z\"}";
    }
}
