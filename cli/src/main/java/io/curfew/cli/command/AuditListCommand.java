package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events of the past. */
@Command(name = "list", header = "Events, newest first.")
final class AuditListCommand extends Subcommand {
    @Mixin
    private final AuditFilter filter = new AuditFilter();

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Option(names = "--oldest-first", description = "The other way round.")
    private boolean oldestFirst;

    AuditListCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        // One clock reading for all pages, or "the last hour" would move between them.
        Instant now = cli().surroundings().clock().instant();
        java.time.Clock fixed = java.time.Clock.fixed(now, java.time.ZoneOffset.UTC);
        boolean more;
        Rows rows = cli().output().rows(AuditColumns.EVENTS);
        more = Pages.each(
                cli(),
                () -> filter.in(Call.get("/audit/events"), fixed).with("order", oldestFirst ? "asc" : "desc"),
                "events",
                limit.most(),
                rows::add);
        rows.end();
        if (more && cli().output().forPeople()) {
            cli().note("there are more; see --limit and --all");
        }
        return ExitCode.WELL;
    }
}
