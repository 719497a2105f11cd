package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong command lines: exit code 2, one line, nothing sent. */
class BadUsageIT {
    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "sessions",
                "sessions list --limit",
                "sessions list --ended --limit 0",
                "sessions list --ended --limit 5 --all",
                "sessions list -o xml",
                "sessions show",
                "sessions revoke",
                "sessions revoke s-1 --all-others",
                "users disable",
                "users disable u-1",
                "users erase u-1 u-2 --yes",
                "revocations add --yes",
                "revocations add --kind all",
                "revocations show",
                "audit",
                "audit list --since yesterday",
                "audit list --since 2026-01-31",
                "audit list --since 2026-01-31T12:00:00",
                "audit list --initiator nobody",
                "audit tail --interval -2s",
                "audit state",
                "audit state --at 25h61m",
                "audit diff --to 1h",
                "audit token",
                "audit token eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln",
                "audit export",
                "audit export --format xml --out /tmp/never",
                "audit export --out /tmp/never --resume --force",
                "audit what-if",
                "audit what-if --limit many",
                "replay --source tape",
                "replay --job j-1 --no-wait",
                "replay --accept-loss",
                "topic check",
                "completion fish",
                "login -u ada",
                "login -u ada --password-file a --password-stdin",
                "login -u ada --password-file /nonexistent/file",
                "whoami --url ftp://example.com",
                "whoami --url http://curfew.example.com",
                "whoami --url https://ada:secret@example.com",
                "whoami --url https://example.com?x=1",
            })
    void a_wrong_command_line_is_refused_in_one_line_and_nothing_is_sent(String line) throws Exception {
        try (StubPlatform platform = new StubPlatform()) {
            Shell.Ran ran =
                    new Shell(platform, state).signedIn().run(line.isEmpty() ? new String[0] : line.split(" ", -1));

            assertThat(ran.code()).as(ran.err()).isEqualTo(2);
            assertThat(ran.err()).startsWith("curfew: ").hasLineCount(1);
            assertThat(ran.out()).isEmpty();
            assertThat(platform.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login ada hunter2-SECRET",
                "login -u ada --password hunter2-SECRET",
                "login -u ada --password=hunter2-SECRET",
                "login -u ada -p hunter2-SECRET",
                "login -u ada --passwrod=hunter2-SECRET",
                "login -u ada --password-file hunter2-SECRET",
                "whoami --token=hunter2-SECRET",
                "logout hunter2-SECRET",
            })
    void a_secret_typed_as_an_argument_is_refused_and_not_repeated(String line) throws Exception {
        try (StubPlatform platform = new StubPlatform()) {
            Shell.Ran ran = new Shell(platform, state).signedIn().run(line.split(" ", -1));

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out() + ran.err()).doesNotContain("SECRET");
            assertThat(platform.calls()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_taken_back_is_asked_and_no_means_no() throws Exception {
        try (StubPlatform platform = new StubPlatform()) {
            Shell.Ran ran = new Shell(platform, state).signedIn().typing("n").run("users", "erase", "u-1");

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("nothing was done");
            assertThat(platform.calls()).isEmpty();
        }
    }

    @Test
    void a_yes_at_the_terminal_does_it() throws Exception {
        try (StubPlatform platform = new StubPlatform()) {
            platform.on("POST /admin/users/u-1/logout-all", 200, "{\"revoked\":3}", "Curfew-Revocation", "r-1");

            Shell.Ran ran = new Shell(platform, state).signedIn().typing("y").run("users", "logout-all", "u-1");

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(platform.calls()).containsExactly("POST /admin/users/u-1/logout-all");
        }
    }

    @Test
    void an_id_leads_nowhere_else() throws Exception {
        try (StubPlatform platform = new StubPlatform()) {
            Shell shell = new Shell(platform, state).signedIn();

            assertThat(shell.run("sessions", "revoke", "../../admin/x?y#z").code())
                    .isEqualTo(1);
            assertThat(shell.run("sessions", "revoke", "..").code()).isEqualTo(1);

            assertThat(platform.calls())
                    .containsExactly("DELETE /auth/sessions/..%2F..%2Fadmin%2Fx%3Fy%23z", "DELETE /auth/sessions/%20");
        }
    }
}
