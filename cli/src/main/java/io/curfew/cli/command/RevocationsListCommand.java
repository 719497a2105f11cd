package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The audit trail's events that revoke. */
@Command(name = "list", header = "For auditors: what was revoked, newest first. The event's id is the revocation's.")
final class RevocationsListCommand extends Subcommand {
    private static final List<String> TYPES =
            List.of("session.revoked", "session.all_revoked", "revocation.rule_added", "user.erased");

    @Option(names = "--user", paramLabel = "USER", description = "Of this user.")
    private @Nullable String user;

    @Option(names = "--since", paramLabel = "TIME", converter = When.Converter.class, description = "From then on.")
    private @Nullable When since;

    @Option(names = "--until", paramLabel = "TIME", converter = When.Converter.class, description = "Before then.")
    private @Nullable When until;

    @Mixin
    private final LimitOption limit = new LimitOption();

    RevocationsListCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        Instant from = When.instant(since, cli().surroundings().clock());
        Instant to = When.instant(until, cli().surroundings().clock());
        Rows rows = cli().output().rows(AuditColumns.EVENTS);
        Pages.each(
                cli(),
                () -> Call.get("/audit/events")
                        .with("user", user)
                        .withEach("type", TYPES)
                        .with("since", from)
                        .with("until", to)
                        .with("order", "desc"),
                "events",
                limit.most(),
                rows::add);
        rows.end();
        return ExitCode.WELL;
    }
}
