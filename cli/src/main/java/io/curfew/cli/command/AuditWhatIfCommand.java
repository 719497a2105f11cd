package io.curfew.cli.command;

import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The history again under another policy. */
@Command(
        name = "what-if",
        header = "Replay the history under another policy and count whom it would have hit; nothing is touched.")
final class AuditWhatIfCommand extends Subcommand {
    private static final List<Column> COLUMNS =
            Column.named("users_hit", "users", "sessions_hit", "sessions", "refreshes_hit", "refreshes", "by_rule");

    @Option(names = "--idle", paramLabel = "LENGTH", converter = When.Length.class, description = "Such as 30m.")
    private @Nullable Duration idle;

    @Option(names = "--absolute", paramLabel = "LENGTH", converter = When.Length.class, description = "Such as 30d.")
    private @Nullable Duration absolute;

    @Option(names = "--limit", paramLabel = "N", description = "So many sessions of a user at once.")
    private @Nullable Integer limit;

    @Option(names = "--leeway", paramLabel = "LENGTH", converter = When.Length.class, description = "Such as 0s.")
    private @Nullable Duration leeway;

    @Option(names = "--since", paramLabel = "TIME", converter = When.Converter.class, description = "From then on.")
    private @Nullable When since;

    @Option(names = "--until", paramLabel = "TIME", converter = When.Converter.class, description = "Before then.")
    private @Nullable When until;

    AuditWhatIfCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        if (idle == null && absolute == null && limit == null && leeway == null) {
            throw CommandFailure.usage("what should be different? Give --idle, --absolute, --limit or --leeway");
        }
        ObjectNode body = Json.object().put("kind", "what-if");
        put(body, "idle", idle);
        put(body, "absolute", absolute);
        put(body, "leeway", leeway);
        put(body, "since", when(since));
        put(body, "until", when(until));
        if (limit != null) {
            body.put("limit", limit);
        }
        Job jobs = new Job(cli());
        JsonNode done = jobs.watch(jobs.begin(body));
        cli().output().item(COLUMNS, done.path("result"));
        return ExitCode.WELL;
    }

    private @Nullable Instant when(@Nullable When time) {
        return When.instant(time, cli().surroundings().clock());
    }

    private static void put(ObjectNode body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value.toString());
        }
    }
}
