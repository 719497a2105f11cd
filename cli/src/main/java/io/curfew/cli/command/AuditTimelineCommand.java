package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What happened to one session. */
@Command(name = "timeline", header = "What happened to one session, from its beginning.")
final class AuditTimelineCommand extends Subcommand {
    @Parameters(paramLabel = "SESSION", description = "Its id.")
    private String id = "";

    AuditTimelineCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        String path = "/audit/sessions/" + Call.segment(id) + "/timeline";
        Rows rows = cli().output().rows(AuditColumns.EVENTS);
        Pages.each(cli(), () -> Call.get(path), "events", Long.MAX_VALUE, rows::add);
        rows.end();
        return ExitCode.WELL;
    }
}
