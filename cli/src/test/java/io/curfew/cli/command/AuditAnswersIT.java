package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that auditors take away, and answers that may still change. */
class AuditAnswersIT {
    private static final String LINE = "{\"event_id\":\"e-1\",\"cursor\":\"c-1\"}\n";

    @TempDir
    Path directory;

    private StubPlatform platform;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        platform = new StubPlatform();
        shell = new Shell(platform, directory.resolve("state")).signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void an_export_is_for_its_owner_alone() throws IOException {
        platform.on("GET /audit/export", 200, LINE);
        Path file = directory.resolve("export");

        assertThat(export(file).code()).isZero();
        assertOwnersAlone(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(export(file, "--force").code()).isZero();
        assertOwnersAlone(file);
    }

    @Test
    void what_is_replaced_stays_until_all_of_the_new_one_is_there() throws IOException {
        platform.refuses("GET /audit/export", 403, "insufficient_scope", "Not an auditor.")
                .on("GET /audit/export", 200, LINE);
        Path file = Files.writeString(directory.resolve("export"), "what was there");

        assertThat(export(file, "--force").code()).isNotZero();
        assertThat(file).hasContent("what was there");
        assertThat(export(file, "--force").code()).isZero();
        assertThat(file).hasContent(LINE);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsOnly("export", "state");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit state --at 1h|GET /audit/sessions",
                "audit diff --from 1h|GET /audit/sessions/diff",
                "audit token t-1|GET /audit/tokens/t-1",
            })
    void an_answer_that_may_still_change_comes_with_a_warning(String row) {
        String[] parts = row.split("\\|", -1);
        platform.on(parts[1], 200, "{\"complete\":false,\"known_until\":\"2027-01-15T08:00:00Z\"}")
                .on(parts[1], 200, "{\"complete\":true,\"known_until\":\"2027-01-15T08:00:00Z\"}");
        String[] words = parts[0].split(" ", -1);

        assertThat(shell.run(words).err()).contains("warning", "known until 2027-01-15T08:00:00Z");
        assertThat(shell.run(words).err()).isEmpty();
    }

    private Shell.Ran export(Path file, String... more) {
        String[] words = Stream.concat(Stream.of("audit", "export", "--out", file.toString()), Stream.of(more))
                .toArray(String[]::new);
        return shell.run(words);
    }

    private static void assertOwnersAlone(Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
