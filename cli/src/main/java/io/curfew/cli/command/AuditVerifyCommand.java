package io.curfew.cli.command;

import io.curfew.cli.history.Verification;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import io.curfew.cli.terminal.Progress;
import io.curfew.events.history.HeadsFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The proof that nobody edited the history. */
@Command(
        name = "verify",
        header = "Prove that the history was not edited, or say where it was; exit code 1 unless it is intact.",
        description =
                "The platform checks itself; or this program checks an export, the topic or the store, and asks the"
                        + " platform for nothing but its public keys.")
final class AuditVerifyCommand extends Subcommand {
    private static final List<Column> SUMMARY =
            Column.named("verdict", "events", "streams", "roots", "last_root_at", "unsigned", "unproven", "more");
    private static final List<Column> FINDINGS = Column.named("kind", "stream", "seq", "detail");

    @ArgGroup(exclusive = true)
    private final VerifySource source = new VerifySource();

    @Mixin
    private final VerifyOptions options = new VerifyOptions();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    AuditVerifyCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() throws Exception {
        if (source.none()) {
            Job jobs = new Job(cli());
            return report(
                    jobs.watch(jobs.begin(Json.object().put("kind", "verify"))).path("result"));
        }
        List<JsonNode> results = new ArrayList<>();
        try (Progress progress = cli().progress()) {
            source.open(
                    cli(),
                    kafka,
                    options,
                    (events, heads) -> results.add(Verification.run(events, heads, jwks(), roots(), progress)));
        } catch (HeadsFormatException e) {
            throw CommandFailure.usage("--roots has a line that is no root: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot be read: " + e.getMessage(), e);
        }
        return report(results.get(0));
    }

    private JsonNode jwks() throws IOException {
        if (options.jwks == null) {
            return cli().send(Call.get("/.well-known/jwks.json").anonymous()).body();
        }
        try {
            return Json.read(Files.readString(options.jwks));
        } catch (JacksonException e) {
            throw new CommandFailure(ExitCode.USAGE, options.jwks + " is no JSON", e);
        }
    }

    private List<String> roots() throws IOException {
        return options.roots == null
                ? List.of()
                : Files.readAllLines(options.roots).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private ExitCode report(JsonNode result) {
        String verdict = result.path("verdict").asString("");
        if (verdict.isEmpty()) {
            throw CommandFailure.failed("the platform did not say what it found");
        }
        if (cli().output().forPeople()) {
            cli().output().item(SUMMARY, result);
            if (!result.path("findings").isEmpty()) {
                cli().output().say("");
                cli().output().list(FINDINGS, result.path("findings"));
            }
        } else if (cli().output().isCsv()) {
            cli().output().list(FINDINGS, result.path("findings"));
        } else {
            cli().output().item(SUMMARY, result);
        }
        return verdict.equals("intact") ? ExitCode.WELL : ExitCode.FAILED;
    }
}
