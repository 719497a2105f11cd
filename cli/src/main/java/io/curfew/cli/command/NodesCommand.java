package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;

/** The nodes that refuse revoked tokens. */
@Command(name = "nodes", header = "For auditors: the nodes that refuse revoked tokens, and how current each is.")
final class NodesCommand extends Subcommand {
    private static final List<Column> COLUMNS =
            Column.named("service", "node", "state", "silent", "heard_at", "when_stale", "applied", "epoch");

    NodesCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        cli().output().list(COLUMNS, cli().send(Call.get("/audit/nodes")).body().path("nodes"));
        return ExitCode.WELL;
    }
}
