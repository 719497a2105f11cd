package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.SignedHistory;
import io.curfew.cli.support.StubPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code audit verify} of an export: what it shows of each event beside the payload is checked by the payload. */
class VerifyShownIT {
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

    private Shell.Ran verifyExport() {
        return shell.run("audit", "verify", "-o", "csv", "--file", export.toString(), "--heads", heads.toString());
    }

    static Stream<Arguments> otherThanThePayloadSays() {
        return Stream.of(
                way(
                        "occurred_at",
                        lines -> replace(
                                lines,
                                "\"occurred_at\":\"2026-03-01T11:02:00.123456Z",
                                "\"occurred_at\":\"2026-03-01T09:02:00.123456Z")),
                way(
                        "session_id",
                        lines -> replace(
                                lines,
                                "\"type\":\"session.refreshed\",\"session_id\":\"s-1\"",
                                "\"type\":\"session.refreshed\",\"session_id\":\"s-2\"")),
                way("reason", lines -> replace(lines, "\"reason\":null", "\"reason\":\"ADMIN\"")),
                way("entity", lines -> replace(lines, "\"entity\":\"USER\"", "\"entity\":\"ADMIN\"")),
                way(
                        "user_id",
                        lines -> replace(
                                lines,
                                "\"entity\":\"USER\",\"user_id\":\"bob-1\"",
                                "\"entity\":\"USER\",\"user_id\":\"ada-1\"")),
                way(
                        "session_id",
                        lines -> replace(
                                lines,
                                "\"user_id\":\"bob-1\",\"session_id\":\"s-1\"}",
                                "\"user_id\":\"bob-1\",\"session_id\":null}")),
                way(
                        "user_id",
                        lines ->
                                replace(lines, "\"event\":{\"user_id\":\"bob-1\"", "\"event\":{\"user_id\":\"ada-1\"")),
                way(
                        "user_agent",
                        lines -> replace(
                                lines, "\"user_agent\":\"\\u001B]0;x\"},\"payload", "\"user_agent\":\"y\"},\"payload")),
                way("more", lines -> replace(lines, "\"event\":{", "\"event\":{\"more\":1,")));
    }

    private static void replace(List<String> lines, String is, String will) {
        String line = lines.get(7);
        assertThat(line).contains(is);
        lines.set(7, line.replace(is, will));
    }

    @ParameterizedTest
    @MethodSource("otherThanThePayloadSays")
    void an_export_that_shows_an_event_otherwise_than_its_payload_says_is_found(
            String field, Consumer<List<String>> change) throws Exception {
        List<String> lines = new ArrayList<>(history.export());
        change.accept(lines);
        Files.write(export, lines);

        Shell.Ran ran = verifyExport();

        assertThat(ran.code()).as(ran.out()).isEqualTo(1);
        assertThat(ran.out())
                .isEqualTo("kind,stream,seq,detail\r\nEDITED,bob-1,2,it is shown with another " + field
                        + " than its payload says\r\n");
    }

    @Test
    void what_an_export_leaves_out_deceives_nobody() throws Exception {
        Files.write(
                export,
                history.export().stream()
                        .map(line -> line.replaceAll("\"(occurred_at|actor|event|reason)\":", "\"x_$1\":"))
                        .toList());

        assertThat(verifyExport().code()).isZero();
    }

    private static Arguments way(String field, Consumer<List<String>> change) {
        return Arguments.of(field, change);
    }
}
