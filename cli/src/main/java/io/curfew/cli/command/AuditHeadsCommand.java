package io.curfew.cli.command;

import io.curfew.cli.history.HeadsFile;
import io.curfew.cli.kafka.KafkaHistory;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The signed heads, to be kept where whoever could edit the history cannot reach. */
@Command(
        name = "heads",
        header = "Write the signed heads of the history to a file, to be kept elsewhere and verified against.",
        description = "Who keeps them elsewhere will notice a history that was rewritten together with its heads.")
final class AuditHeadsCommand extends Subcommand {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace the file.")
    private boolean force;

    AuditHeadsCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() throws IOException {
        Path file = Objects.requireNonNull(out);
        if (Files.exists(file) && !force) {
            throw CommandFailure.usage(file + " exists; give --force to replace it");
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        long records = HeadsFile.write(new KafkaHistory(kafka.access(cli())).heads(), fresh);
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        cli().output()
                .item(
                        Column.named("file", "records"),
                        Json.object().put("file", file.toString()).put("records", records));
        return ExitCode.WELL;
    }
}
