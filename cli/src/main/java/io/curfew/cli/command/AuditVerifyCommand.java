package io.curfew.cli.command;

import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The proof that nobody edited the history. */
@Command(
        name = "verify",
        header = "Prove that the history was not edited, or say where it was; exit code 1 unless it is intact.",
        description = "The platform checks itself.")
final class AuditVerifyCommand extends Subcommand {
    private static final List<Column> SUMMARY =
            Column.named("verdict", "events", "streams", "roots", "last_root_at", "more");
    private static final List<Column> FINDINGS = Column.named("kind", "stream", "seq", "detail");

    AuditVerifyCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        Job jobs = new Job(cli());
        return report(
                jobs.watch(jobs.begin(Json.object().put("kind", "verify"))).path("result"));
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
