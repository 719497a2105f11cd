package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Long work of the platform. */
@Command(
        name = "jobs",
        header = "Rebuilds, verifications and what-ifs that run or ran; or one of them, with its result.")
final class AuditJobsCommand extends Subcommand {
    @Parameters(paramLabel = "JOB", arity = "0..1", description = "Its id.")
    private @Nullable String id;

    AuditJobsCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        if (id == null) {
            cli().output()
                    .list(
                            Job.COLUMNS,
                            cli().send(Call.get("/audit/jobs")).body().path("jobs"));
        } else {
            java.util.List<io.curfew.cli.terminal.Column> columns = new java.util.ArrayList<>(Job.COLUMNS);
            columns.add(io.curfew.cli.terminal.Column.of("result"));
            cli().output().item(columns, new Job(cli()).look(id));
        }
        return ExitCode.WELL;
    }
}
