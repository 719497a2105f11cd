package io.curfew.cli.command;

import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Building the lists again from the events. */
@Command(
        name = "replay",
        header = "For administrators: build the lists again from the events, beside the live ones, and swap.",
        description = "Ctrl-C stops watching, not the work; --job watches it again.")
final class ReplayCommand extends Subcommand {

    /** Where the events come from. */
    enum Source {
        KAFKA,
        STORE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--source", paramLabel = "SOURCE", description = "kafka or store (kafka).")
    private Source source = Source.KAFKA;

    @Option(
            names = "--accept-loss",
            description = "Swap also when the source has lost events that the lists still show; they are gone then.")
    private boolean acceptLoss;

    @Option(names = "--no-wait", description = "Begin it and end; see audit jobs.")
    private boolean noWait;

    @Option(names = "--job", paramLabel = "JOB", description = "Watch one that runs already.")
    private @Nullable String running;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, with --accept-loss.")
    private boolean yes;

    ReplayCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        if (running != null && (noWait || acceptLoss)) {
            throw CommandFailure.usage("--job only watches");
        }
        cli().confirm("Give up events that the source has lost?", yes || !acceptLoss);
        Job jobs = new Job(cli());
        JsonNode job = running == null
                ? jobs.begin(Json.object()
                        .put("kind", "rebuild")
                        .put("source", source.toString())
                        .put("accept_loss", acceptLoss))
                : jobs.look(running);
        if (!noWait) {
            job = jobs.watch(job);
        }
        List<Column> columns = new ArrayList<>(Job.COLUMNS);
        columns.add(Column.of("result"));
        cli().output().item(columns, job);
        return ExitCode.WELL;
    }
}
