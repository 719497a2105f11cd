package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What changed between two instants. */
@Command(name = "diff", header = "Which sessions began and ended between two instants.")
final class AuditDiffCommand extends Subcommand {
    private static final int PAGE = 500;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            converter = When.Converter.class,
            description = "2026-01-31T12:00:00Z, or 90m, 12h, 7d ago.")
    private @Nullable When from;

    @Option(names = "--to", paramLabel = "TIME", converter = When.Converter.class, description = "Until then (now).")
    private @Nullable When to;

    @Option(names = "--user", paramLabel = "USER", description = "Of this user.")
    private @Nullable String user;

    AuditDiffCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        Instant begin = When.instant(from, cli().surroundings().clock());
        Instant end = to == null
                ? cli().surroundings().clock().instant()
                : When.instant(to, cli().surroundings().clock());
        List<Column> columns = new ArrayList<>(Column.named("change"));
        columns.addAll(AuditColumns.SESSIONS);
        columns.addAll(Column.named("ended_at", "reason"));
        String after = null;
        JsonNode page;
        Rows rows = cli().output().rows(columns);
        do {
            page = cli().send(Call.get("/audit/sessions/diff")
                            .with("from", begin)
                            .with("to", end)
                            .with("user", user)
                            .with("after", after)
                            .with("limit", PAGE))
                    .body();
            add(rows, page.path("started"), "started");
            add(rows, page.path("ended"), "ended");
            String next = page.path("next").asString(null);
            after = next == null || next.equals(after) ? null : next;
        } while (after != null);
        rows.end();
        Completeness.check(cli(), page);
        return ExitCode.WELL;
    }

    private static void add(Rows rows, JsonNode sessions, String change) {
        for (JsonNode session : sessions) {
            if (session instanceof ObjectNode object) {
                rows.add(object.put("change", change));
            }
        }
    }
}
