package io.curfew.cli.command;

import io.curfew.cli.download.Download;
import io.curfew.cli.download.ExportFormat;
import io.curfew.cli.http.Call;
import io.curfew.cli.terminal.Column;
import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import io.curfew.cli.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The history into a file. */
@Command(
        name = "export",
        header = "Write events to a file; a broken export goes on by itself, or later with --resume.",
        description =
                "jsonl is what audit verify --file reads; csv is safe in spreadsheets; caep are signed security event tokens.")
final class AuditExportCommand extends Subcommand {
    @Mixin
    private final AuditFilter filter = new AuditFilter();

    @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl, csv or caep (jsonl).")
    private ExportFormat format = ExportFormat.JSONL;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Go on with what is in the file, after its last whole line.")
    private boolean resume;

    @Option(names = "--force", description = "Replace the file.")
    private boolean force;

    AuditExportCommand(Cli cli) {
        super(cli);
    }

    @Override
    ExitCode run() throws IOException {
        Path file = java.util.Objects.requireNonNull(out);
        if (resume && force) {
            throw CommandFailure.usage("--resume and --force contradict each other");
        }
        if (!resume && !force && Files.exists(file)) {
            throw CommandFailure.usage(file + " exists; give --resume to go on with it or --force to replace it");
        }
        long lines = force ? replace(file) : download(file);
        cli().output()
                .item(
                        Column.named("file", "format", "new_lines", "bytes"),
                        Json.object()
                                .put("file", file.toString())
                                .put("format", format.toString())
                                .put("new_lines", lines)
                                .put("bytes", Files.size(file)));
        return ExitCode.WELL;
    }

    /** What was there stays until all of the new one is. */
    private long replace(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            long lines = download(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return lines;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long download(Path file) {
        Clock fixed = Clock.fixed(cli().surroundings().clock().instant(), ZoneOffset.UTC);
        try (Progress progress = cli().progress()) {
            return new Download(
                            cursor -> cli().api().stream(filter.in(Call.get("/audit/export"), fixed)
                                    .with("format", format)
                                    .with("after", cursor)),
                            format,
                            progress,
                            cli()::pause)
                    .into(file);
        }
    }
}
