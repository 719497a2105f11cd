package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What one access token was worth at an instant. */
@Command(
        name = "token",
        header = "Whether an access token was valid, expired or revoked at an instant, and what decided it.")
final class AuditTokenCommand extends Subcommand {
    private static final List<Column> COLUMNS = List.of(
            Column.of("state"),
            Column.of("at"),
            Column.of("session_id"),
            Column.of("user_id"),
            Column.of("issued_at"),
            Column.of("expires_at"),
            Column.at("decided_by", "/decided_by/type"),
            Column.at("decided_at", "/decided_by/occurred_at"),
            Column.at("reason", "/decided_by/reason"),
            Column.at("event_id", "/decided_by/event_id"));

    @Parameters(paramLabel = "JTI", description = "The token's id, its claim jti; not the token.")
    private String jti = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = When.Converter.class,
            description = "2026-01-31T12:00:00Z, or 90m, 12h, 7d ago (now).")
    private @Nullable When at;

    AuditTokenCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        if (jti.chars().filter(c -> c == '.').count() == 2 && jti.startsWith("ey")) {
            throw io.curfew.cli.terminal.CommandFailure.usage(
                    "that is a token, which should not be typed anywhere; give its claim jti");
        }
        Call call = Call.get("/audit/tokens/" + Call.segment(jti))
                .with("at", When.instant(at, cli().surroundings().clock()));
        JsonNode verdict = cli().send(call).body();
        cli().output().item(COLUMNS, verdict);
        Completeness.check(cli(), verdict);
        return ExitCode.WELL;
    }
}
