package io.curfew.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.cli.support.Shell;
import io.curfew.cli.support.StubPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each command prints, in every form, letter by letter. What the platform answers is in {@code answers/}; what must
 * come of it in {@code golden/}, written anew by {@code -Dcurfew.golden.update=true} and then read by a person.
 */
class GoldenOutputIT {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @TempDir
    Path state;

    static Stream<Arguments> commands() {
        return Stream.of(
                        "whoami|GET /auth/sessions|sessions",
                        "sessions list|GET /auth/sessions|sessions",
                        "sessions list --ended|GET /auth/sessions/history|ended",
                        "sessions show s-1|GET /auth/sessions|sessions",
                        "nodes|GET /audit/nodes|nodes",
                        "revocations list|GET /audit/events|events",
                        "revocations show r-1|GET /audit/revocations/r-1|receipt",
                        "revocations add --kind client --value web --dry-run|POST /admin/revocations|rule",
                        "audit list|GET /audit/events|events",
                        "audit timeline s-1|GET /audit/sessions/s-1/timeline|events",
                        "audit histogram|GET /audit/events/histogram|histogram",
                        "audit state --at 1h|GET /audit/sessions|state",
                        "audit diff --from 1h|GET /audit/sessions/diff|diff",
                        "audit token t-1|GET /audit/tokens/t-1|token",
                        "audit verify|POST /audit/jobs|verified",
                        "audit what-if --idle 30m --limit 3|POST /audit/jobs|what-if",
                        "audit jobs|GET /audit/jobs|jobs",
                        "replay|POST /audit/jobs|rebuilt")
                .flatMap(row -> Stream.of("table", "json", "jsonl", "csv").map(format -> {
                    String[] parts = row.split("\\|", -1);
                    return Arguments.of(parts[0], format, parts[1], parts[2]);
                }));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_prints_what_it_always_printed(String command, String format, String call, String answer)
            throws IOException {
        try (StubPlatform platform = new StubPlatform()) {
            platform.on(call, 200, Files.readString(RESOURCES.resolve("answers/" + answer + ".json")));
            String[] words = (command + " -o " + format).split(" ", -1);

            Shell.Ran ran = new Shell(platform, state).signedIn().run(words);

            assertThat(ran.err()).isEmpty();
            // Git keeps files with plain line ends; CSV's are CRLF.
            assertThat(ran.out().contains("\r\n")).isEqualTo(format.equals("csv"));
            String printed = ran.out().replace("\r\n", "\n").replace(platform.url(), "http://curfew.test");
            String name = command.replaceAll("[^a-z0-9]+", "-") + "." + format + ".txt";
            Path golden = RESOURCES.resolve("golden").resolve(name);
            if (Boolean.getBoolean("curfew.golden.update")) {
                Files.writeString(golden, printed);
            }
            assertThat(printed).isEqualTo(Files.readString(golden));
        }
    }
}
