package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens: how they come, where they are kept, how they are renewed. */
class SigningInIT {
    private static final String NEXT = Shell.jwt("{\"sub\":\"ada-1\",\"sid\":\"s-1\",\"exp\":1772368200}");
    private static final String GRANT = "{\"access_token\":\"" + NEXT
            + "\",\"expires_in\":900,\"refresh_token\":\"refresh-SECRET-2\",\"session_id\":\"s-1\"}";

    private static final String METADATA = "/.well-known/oauth-authorization-server";

    @TempDir
    Path state;

    private StubPlatform platform;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        platform = new StubPlatform();
        shell = new Shell(platform, state);
        platform.on("GET /auth/sessions", 200, "{\"sessions\":[]}");
        platform.on("POST /auth/logout", 204, "");
        platform.on("GET " + METADATA, 200, "{\"issuer\":\"https://login.example\"}");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void the_password_typed_unseen_is_sent_and_the_tokens_are_kept_for_the_owner_only() throws IOException {
        platform.on("POST /auth/login", 200, GRANT);

        Shell.Ran ran = shell.typing("correct horse").run("login", "-u", "ada");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out() + ran.err()).doesNotContain("horse", "SECRET", NEXT);
        assertThat(platform.seen().get(1).body())
                .contains("\"password\":\"correct horse\"", "\"resource\":\"https://login.example\"");
        assertThat(Files.getPosixFilePermissions(shell.tokenFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(shell.tokenFile().getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.readString(shell.tokenFile())).contains("refresh-SECRET-2");
    }

    @Test
    void the_password_comes_from_a_file_or_from_standard_input_without_its_line_end() throws IOException {
        platform.on("POST /auth/login", 200, GRANT);
        Path file = Files.writeString(state.resolve("password"), "pässword 1\r\n");

        assertThat(shell.run("login", "-u", "ada", "--password-file", file.toString())
                        .code())
                .isZero();
        assertThat(shell.stdin("pässword 1\n")
                        .run("login", "-u", "ada", "--password-stdin")
                        .code())
                .isZero();

        assertThat(platform.seen())
                .filteredOn(call -> call.target().equals("/auth/login"))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.body()).contains("\"password\":\"pässword 1\""));
    }

    @Test
    void a_wrong_password_leaves_what_was_there() throws IOException {
        platform.refuses("POST /auth/login", 401, "invalid_credentials", "The user name or the password is wrong.");
        String before = Files.readString(shell.signedIn().tokenFile());

        assertThat(shell.stdin("wrong")
                        .run("login", "-u", "ada", "--password-stdin")
                        .code())
                .isEqualTo(3);

        assertThat(Files.readString(shell.tokenFile())).isEqualTo(before);
    }

    @Test
    void signing_in_again_ends_the_session_that_nobody_could_use_any_more() throws IOException {
        platform.on("POST /auth/login", 200, GRANT);

        assertThat(shell.signedIn()
                        .stdin("x")
                        .run("login", "-u", "ada", "--password-stdin")
                        .code())
                .isZero();

        assertThat(platform.calls()).containsExactly("GET " + METADATA, "POST /auth/login", "POST /auth/logout");
        assertThat(platform.seen().get(2).body()).contains(Shell.REFRESH);
    }

    @Test
    void an_access_token_about_to_expire_is_renewed_before_it_is_used() throws IOException {
        platform.on("POST /auth/refresh", 200, GRANT);

        Shell.Ran ran = shell.signedIn(5).run("whoami");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(platform.calls()).containsExactly("POST /auth/refresh", "GET /auth/sessions");
        assertThat(platform.seen().get(1).headers()).containsEntry("Authorization", "Bearer " + NEXT);
        assertThat(Files.readString(shell.tokenFile()))
                .contains("refresh-SECRET-2")
                .doesNotContain("SECRET-1");
    }

    @Test
    void what_is_renewed_is_for_the_platform_alone_as_before() throws IOException {
        String mine = Shell.jwt("{\"sub\":\"ada-1\",\"iss\":\"https://login.example\",\"exp\":1}");
        platform.on("POST /auth/login", 200, GRANT.replace(NEXT, mine).replace("900", "0"));
        platform.on("POST /auth/refresh", 200, GRANT);
        assertThat(shell.stdin("x")
                        .run("login", "-u", "ada", "--password-stdin")
                        .code())
                .isZero();

        assertThat(shell.run("whoami").code()).isZero();

        assertThat(platform.seen())
                .filteredOn(call -> call.target().equals("/auth/refresh"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("\"resource\":\"https://login.example\""));
    }

    @Test
    void a_refused_access_token_is_renewed_once() throws IOException {
        platform.refuses("GET /audit/nodes", 401, "token_invalid", "Expired.");
        platform.on("GET /audit/nodes", 200, "{\"nodes\":[]}");
        platform.on("POST /auth/refresh", 200, GRANT);

        assertThat(shell.signedIn().run("nodes").code()).isZero();

        assertThat(platform.calls()).containsExactly("GET /audit/nodes", "POST /auth/refresh", "GET /audit/nodes");
    }

    @Test
    void a_refused_refresh_token_is_forgotten_and_said() throws IOException {
        platform.refuses("POST /auth/refresh", 401, "invalid_grant", "No.");

        Shell.Ran ran = shell.signedIn(0).run("whoami");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("the session has ended").contains("curfew login");
        assertThat(shell.tokenFile()).doesNotExist();
    }

    @Test
    void a_failing_store_costs_nobody_the_tokens() throws IOException {
        platform.refuses("POST /auth/refresh", 503, "store_unavailable", "Later.");

        assertThat(shell.signedIn(0).run("whoami").code()).isEqualTo(3);

        assertThat(shell.tokenFile()).exists();
    }

    /** Seen red without the lock: several refreshes with one token, which the platform takes for theft. */
    @Test
    void many_at_once_spend_a_refresh_token_once() throws Exception {
        platform.on("POST /auth/refresh", 200, GRANT);
        shell.signedIn(0);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> runs = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> new Shell(platform, state).run("whoami").code())
                    .toList();
            for (Future<Integer> run : pool.invokeAll(runs)) {
                assertThat(run.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(platform.calls()).filteredOn("POST /auth/refresh"::equals).hasSize(1);
    }

    @Test
    void tokens_that_others_can_read_are_not_used() throws IOException {
        Files.setPosixFilePermissions(shell.signedIn().tokenFile(), PosixFilePermissions.fromString("rw-r--r--"));

        Shell.Ran ran = shell.run("whoami");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("others can read").hasLineCount(1);
        assertThat(platform.calls()).isEmpty();
    }

    @Test
    void tokens_go_only_where_they_are_from() throws IOException {
        try (StubPlatform other = new StubPlatform()) {
            shell.signedIn();

            Shell.Ran ran = shell.run(
                    "whoami",
                    "--url",
                    other.url(),
                    "--token-file",
                    shell.tokenFile().toString());

            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.err()).contains("are not for " + other.url());
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void an_unattended_run_brings_a_bare_access_token() throws IOException {
        Path file = Files.writeString(state.resolve("token"), Shell.ACCESS + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(shell.with("CURFEW_TOKEN_FILE", file.toString())
                        .run("whoami")
                        .code())
                .isZero();

        assertThat(platform.seen().get(0).headers()).containsEntry("Authorization", "Bearer " + Shell.ACCESS);
    }

    @Test
    void a_file_of_something_else_is_never_sent_nor_shown() throws IOException {
        Path file = Files.writeString(state.resolve("token"), "-----BEGIN KEY-----\nSECRET\u001b\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Shell.Ran ran = shell.with("CURFEW_TOKEN_FILE", file.toString()).run("whoami");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("holds no tokens").doesNotContain("SECRET");
        assertThat(platform.calls()).isEmpty();
    }

    @Test
    void signing_out_ends_the_session_and_forgets_it() throws IOException {
        Shell.Ran ran = shell.signedIn(-999).run("logout");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(platform.seen().get(0).body()).isEqualTo("{\"refresh_token\":\"" + Shell.REFRESH + "\"}");
        assertThat(platform.seen().get(0).headers()).doesNotContainKey("Authorization");
        assertThat(shell.tokenFile()).doesNotExist();
        assertThat(shell.run("logout").code()).isEqualTo(3);
    }
}
