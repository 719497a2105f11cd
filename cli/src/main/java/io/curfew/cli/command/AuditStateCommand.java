package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who was signed in at an instant. */
@Command(name = "state", header = "Who was signed in at an instant, folded from the history.")
final class AuditStateCommand extends Subcommand {
    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            converter = When.Converter.class,
            description = "2026-01-31T12:00:00Z, or 90m, 12h, 7d ago.")
    private @Nullable When at;

    @Option(names = "--user", paramLabel = "USER", description = "Of this user.")
    private @Nullable String user;

    @Option(names = "--client", paramLabel = "CLIENT", description = "Of this OAuth client.")
    private @Nullable String client;

    @Mixin
    private final LimitOption limit = new LimitOption();

    AuditStateCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        Instant instant = When.instant(at, cli().surroundings().clock());
        boolean more;
        Rows rows = cli().output().rows(AuditColumns.SESSIONS);
        more = Pages.each(
                cli(),
                () -> Call.get("/audit/sessions")
                        .with("as_of", instant)
                        .with("user", user)
                        .with("client", client),
                "sessions",
                limit.most(),
                rows::add);
        rows.end();
        if (more && cli().output().forPeople()) {
            cli().note("there are more; see --limit and --all");
        }
        return ExitCode.WELL;
    }
}
