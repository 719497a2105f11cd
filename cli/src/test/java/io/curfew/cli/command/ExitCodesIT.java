package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Nobody;
import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the platform says, as an exit code and one line. */
class ExitCodesIT {
    @TempDir
    Path state;

    @ParameterizedTest
    @CsvSource({
        "400, invalid_parameter, 2",
        "422, not_before_in_future, 2",
        "403, insufficient_scope, 3",
        "429, too_many_attempts, 3",
        "503, store_unavailable, 3",
        "502, bad_gateway, 3",
        "404, not_found, 1",
        "409, job_running, 1",
        "500, internal_error, 1"
    })
    void a_refusal_has_its_exit_code_and_says_its_code(int status, String code, int exitCode) throws IOException {
        try (StubPlatform platform = new StubPlatform()) {
            platform.refuses("GET /audit/nodes", status, code, "It is so.");

            Shell.Ran ran = new Shell(platform, state).signedIn().run("nodes");

            assertThat(ran.code()).isEqualTo(exitCode);
            assertThat(ran.err()).isEqualTo("curfew: It is so (" + code + ")\n");
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void an_answer_that_is_not_the_platforms_says_so() throws IOException {
        try (StubPlatform platform = new StubPlatform()) {
            platform.on("GET /audit/nodes", 502, "<html>Bad gateway</html>");
            platform.on("GET /auth/sessions", 200, "<html>Captive portal</html>");
            Shell shell = new Shell(platform, state).signedIn();

            assertThat(shell.run("nodes").err()).isEqualTo("curfew: " + platform.url() + " answered 502\n");
            assertThat(shell.run("whoami").err()).contains("something that is no JSON");
        }
    }

    @Test
    void nobody_there_is_no_access() throws IOException {
        try (Nobody gone = new Nobody()) {
            Shell.Ran ran = new Shell(gone.url(), state).signedIn().run("whoami");

            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.err())
                    .startsWith("curfew: cannot reach " + gone.url())
                    .hasLineCount(1);
        }
    }

    @Test
    void nobody_signed_in_is_no_access_and_nothing_is_sent() throws IOException {
        try (StubPlatform platform = new StubPlatform()) {
            Shell.Ran ran = new Shell(platform, state).run("audit", "list");

            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.err()).contains("not signed in").contains("curfew login");
            assertThat(platform.calls()).isEmpty();
        }
    }

    @Test
    void a_redirect_is_not_followed_because_the_token_would_be() throws IOException {
        try (StubPlatform platform = new StubPlatform();
                StubPlatform elsewhere = new StubPlatform()) {
            platform.on("GET /audit/nodes", 307, "", "Location", elsewhere.url() + "/audit/nodes");

            assertThat(new Shell(platform, state).signedIn().run("nodes").code())
                    .isEqualTo(1);
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void a_reader_that_went_away_ends_the_program_in_silence() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (StubPlatform platform = new StubPlatform()) {
            platform.on("GET /audit/nodes", 200, "{\"nodes\":[{\"service\":\"orders\"}]}");

            Shell.Ran ran = new Shell(platform, state).signedIn().out(closed).run("nodes");

            assertThat(ran.code()).isEqualTo(141);
            assertThat(ran.err()).isEmpty();
        }
    }

    @Test
    void a_full_disk_is_a_failure() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (StubPlatform platform = new StubPlatform()) {
            platform.on("GET /audit/nodes", 200, "{\"nodes\":[]}");

            Shell.Ran ran = new Shell(platform, state).signedIn().out(full).run("nodes");

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("No space left on device");
        }
    }
}
