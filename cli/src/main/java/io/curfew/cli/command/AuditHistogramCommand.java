package io.curfew.cli.command;

import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** How many events there were when. */
@Command(name = "histogram", header = "How many events there were, by time and type.")
final class AuditHistogramCommand extends Subcommand {
    private static final int WIDTH = 40;

    @Mixin
    private final AuditFilter filter = new AuditFilter();

    @Option(
            names = "--bucket",
            paramLabel = "LENGTH",
            converter = When.Length.class,
            description = "How long each span is, such as 1h; chosen when absent.")
    private @Nullable Duration bucket;

    AuditHistogramCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        Call call = filter.in(
                Call.get("/audit/events/histogram"), cli().surroundings().clock());
        JsonNode buckets = cli().send(call.with("bucket", bucket)).body().path("buckets");
        long most = 1;
        for (JsonNode one : buckets) {
            most = Math.max(most, one.path("total").asLong(0));
        }
        List<Column> columns = new ArrayList<>(Column.named("from", "total"));
        if (cli().output().forPeople()) {
            long highest = most;
            columns.add(new Column(
                    "events", one -> "#".repeat((int) (WIDTH * one.path("total").asLong(0) / highest))));
        }
        columns.add(Column.of("counts"));
        cli().output().list(columns, buckets);
        return ExitCode.WELL;
    }
}
