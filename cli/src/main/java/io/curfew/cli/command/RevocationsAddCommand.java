package io.curfew.cli.command;

import io.curfew.cli.http.Answer;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Revoking by rule. */
@Command(name = "add", header = "For administrators: revoke by rule. Nothing takes a rule back; try --dry-run first.")
final class RevocationsAddCommand extends Subcommand {
    private static final List<Column> COLUMNS = Column.named(
            "kind", "dry_run", "sessions", "users", "revocation_id", "rule_id", "not_before", "tokens_expire_at");

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            description = "token, session, subject, client, tenant, key or all.")
    private String kind = "";

    @Option(names = "--value", paramLabel = "ID", description = "Which one; absent for all.")
    private @Nullable String value;

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            converter = When.Converter.class,
            description = "Tokens issued before are refused (now).")
    private @Nullable When notBefore;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the audit trail.")
    private @Nullable String reason;

    @Option(names = "--dry-run", description = "Only count what it would cut off.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Mixin
    private final WaitOption wait = new WaitOption();

    RevocationsAddCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        cli().confirm(
                        "Revoke " + kind + (value == null ? "" : " " + value) + "? Nothing takes it back.",
                        yes || dryRun);
        ObjectNode body = Json.object().put("kind", kind).put("dry_run", dryRun);
        put(body, "value", value);
        put(body, "reason", reason);
        Instant since = When.instant(notBefore, cli().surroundings().clock());
        put(body, "not_before", since == null ? null : since.toString());
        Answer answer = cli().send(wait.in(Call.post("/admin/revocations").body(body)));
        cli().output().item(COLUMNS, answer.body());
        return dryRun ? ExitCode.WELL : wait.exitCode(answer);
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
