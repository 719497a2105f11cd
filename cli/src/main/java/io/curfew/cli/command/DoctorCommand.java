package io.curfew.cli.command;

import io.curfew.cli.command.Checkup.Line;
import io.curfew.cli.command.Checkup.State;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import io.curfew.cli.terminal.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether all is well. */
@Command(
        name = "doctor",
        header = "Look whether all is well: one line for each check, with what to do.",
        description = "Sees more when you are signed in as an auditor, and when it is told where Kafka is.")
final class DoctorCommand extends Subcommand {
    private static final List<Column> COLUMNS = Column.named("check", "state", "detail", "advice");

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    DoctorCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() {
        Checkup checkup = new Checkup(cli());
        PipelineCheckup pipeline = new PipelineCheckup(cli(), kafka);
        List<Line> lines = new ArrayList<>(checkup.frontDoor());
        lines.add(checkup.lists());
        lines.add(checkup.nodes());
        lines.add(checkup.receipts());
        lines.add(pipeline.outbox());
        lines.add(pipeline.topics());
        Rows rows = cli().output().rows(COLUMNS);
        for (Line line : lines) {
            rows.add(Json.object()
                    .put("check", line.check())
                    .put("state", line.state().name().toLowerCase(Locale.ROOT))
                    .put("detail", line.detail())
                    .put("advice", line.advice()));
        }
        rows.end();
        return lines.stream().anyMatch(line -> line.state() == State.BAD) ? ExitCode.FAILED : ExitCode.WELL;
    }
}
