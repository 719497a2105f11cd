package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.SignedHistory;
import io.curfew.cli.support.StubPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code audit verify} of an export and of a store: exit code 1 and the place for every way to tamper. */
class VerifyHereIT {
    @TempDir
    Path directory;

    /** Made once: its key takes long. */
    private static SignedHistory history;

    private StubPlatform platform;
    private Shell shell;
    private Path export;
    private Path heads;

    @BeforeAll
    static void sign() throws Exception {
        history = new SignedHistory();
    }

    @BeforeEach
    void start() throws Exception {
        platform = new StubPlatform().on("GET /.well-known/jwks.json", 200, history.jwks());
        shell = new Shell(platform, directory);
        export = Files.write(directory.resolve("export.jsonl"), history.export());
        heads = Files.writeString(directory.resolve("heads.jsonl"), history.headsFile());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private Shell.Ran verify(String... more) {
        List<String> words = new ArrayList<>(List.of("audit", "verify", "-o", "csv"));
        words.addAll(List.of(more));
        return shell.run(words.toArray(String[]::new));
    }

    private Shell.Ran verifyExport() {
        return verify("--file", export.toString(), "--heads", heads.toString());
    }

    @Test
    void an_export_as_it_was_is_intact_and_nobody_needs_to_sign_in() {
        Shell.Ran ran = verifyExport();

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("kind,stream,seq,detail\r\n");
        assertThat(platform.calls()).containsExactly("GET /.well-known/jwks.json");
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                way("EDITED,bob-1,2,", lines -> lines.set(7, lines.get(7).replace("]0;x", "]0;y"))),
                way("EDITED,bob-1,2,", lines -> lines.set(7, lines.get(7).replace("session.refreshed", "session.x"))),
                way("REMOVED,ada-1,3,", lines -> lines.remove(3)),
                way("CUT,ada-1,4,", lines -> lines.remove(4)),
                way("INSERTED,ada-1,", lines -> lines.add(2, lines.get(2))),
                way("REORDERED,ada-1,", lines -> lines.add(2, lines.remove(1))),
                way("STREAM_REMOVED,bob-1,", lines -> lines.subList(5, 10).clear()));
    }

    private static Arguments way(String finding, Consumer<List<String>> change) {
        return Arguments.of(finding, change);
    }

    @ParameterizedTest
    @MethodSource("tampering")
    void a_tampered_export_is_found_and_its_place_is_said(String finding, Consumer<List<String>> change)
            throws Exception {
        List<String> lines = new ArrayList<>(history.export());
        change.accept(lines);
        Files.write(export, lines);

        Shell.Ran ran = verifyExport();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains(finding);
    }

    @Test
    void heads_signed_by_somebody_else_prove_nothing() throws Exception {
        Files.writeString(heads, new SignedHistory().headsFile());

        Shell.Ran ran = verifyExport();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FORGED_ROOT");
    }

    @Test
    void a_root_that_was_kept_must_be_there() throws Exception {
        Path kept = Files.writeString(directory.resolve("roots"), new SignedHistory().root() + "\n");

        Shell.Ran ran = verify("--file", export.toString(), "--heads", heads.toString(), "--roots", kept.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("not the one that was kept elsewhere");
    }

    @Test
    void keys_from_a_file_need_no_platform() throws Exception {
        Path jwks = Files.writeString(directory.resolve("jwks.json"), history.jwks());

        Shell.Ran ran = verify("--file", export.toString(), "--heads", heads.toString(), "--jwks", jwks.toString());

        assertThat(ran.code()).isZero();
        assertThat(platform.calls()).isEmpty();
    }

    @Test
    void what_is_no_export_is_a_failure_with_its_line() throws Exception {
        Files.writeString(export, history.export().get(0) + "\nnonsense\n");

        Shell.Ran ran = verifyExport();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("export.jsonl, line 2,").hasLineCount(1);
    }

    @Test
    void a_store_is_read_with_its_password_from_a_file_and_an_edit_in_it_is_found() throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("store");
        history.fill(url, "sa", "db-SECRET");
        Path password = Files.writeString(directory.resolve("password"), "db-SECRET\n");
        String[] words = {"--store", url, "--store-user", "sa", "--store-password-file", password.toString()};

        Shell.Ran intact = verify(words);
        assertThat(intact.code()).as(intact.err() + intact.out()).isZero();

        try (Connection connection = DriverManager.getConnection(url, "sa", "db-SECRET")) {
            connection
                    .createStatement()
                    .execute("update session_event set event_identifier = 'other'"
                            + " where aggregate_identifier = 'ada-1' and sequence_number = 1");
        }
        Shell.Ran tampered = verify(words);
        assertThat(tampered.code()).isEqualTo(1);
        assertThat(tampered.out()).contains("EDITED,ada-1,1,");
    }

    @Test
    void a_wrong_store_is_no_access_and_its_secret_is_not_said() {
        Shell.Ran refused = shell.with("CURFEW_STORE_PASSWORD", "db-SECRET")
                .run("audit", "verify", "--store", "jdbc:h2:file:" + directory.resolve("none") + ";IFEXISTS=TRUE");
        Shell.Ran typed = verify("--store", "jdbc:postgresql://db/x?user=a&password=db-SECRET");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(typed.code()).isEqualTo(2);
        assertThat(refused.err() + typed.err()).doesNotContain("SECRET");
    }

    @Test
    void an_export_alone_is_not_called_proved() {
        assertThat(verify("--file", export.toString()).code()).isEqualTo(2);
        assertThat(verify("--file", export.toString(), "--topic").code()).isEqualTo(2);
    }
}
