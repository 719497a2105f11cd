package io.curfew.cli.download;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An export on its way into a file. When it breaks off it goes on by itself from the last whole line, as often as there
 * was progress in between. Memory does not grow with the export. Confined to one thread.
 */
public final class Download {
    private static final int BLOCK = 64 * 1024;
    private static final int TRIES = 5;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Function<@Nullable String, InputStream> source;
    private final ExportFormat format;
    private final Progress progress;
    private final Consumer<Duration> pause;
    private long lines;

    /**
     * A download, not yet begun.
     *
     * @param source opens the export after a cursor, or from its beginning
     */
    public Download(
            Function<@Nullable String, InputStream> source,
            ExportFormat format,
            Progress progress,
            Consumer<Duration> pause) {
        this.source = source;
        this.format = format;
        this.progress = progress;
        this.pause = pause;
    }

    /**
     * Fills the file to the export's end, going on with what is there.
     *
     * @return how many lines came
     */
    public long into(Path path) {
        int failures = 0;
        while (true) {
            long before = lines;
            try (ExportFile file = new ExportFile(path, format)) {
                String cursor = file.resume();
                try (InputStream in = source.apply(cursor)) {
                    copy(in, file);
                    file.force();
                    return lines;
                }
            } catch (BrokenOffException e) {
                failures = lines > before ? 1 : failures + 1;
                if (failures >= TRIES) {
                    throw new CommandFailure(
                            ExitCode.NO_ACCESS, "the export broke off again and again; go on with --resume", e);
                }
                pause.accept(BETWEEN);
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.FAILED, path + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    private void copy(InputStream in, ExportFile file) throws IOException {
        // What is resumed begins with the names of the columns again.
        boolean skipping = file.hasHeader();
        byte[] block = new byte[BLOCK];
        int length;
        while ((length = read(in, block)) >= 0) {
            int begin = 0;
            if (skipping) {
                while (begin < length && skipping) {
                    skipping = block[begin++] != '\n';
                }
            }
            for (int i = begin; i < length; i++) {
                lines += block[i] == '\n' ? 1 : 0;
            }
            file.append(block, begin, length - begin);
            progress.at("exported", lines, 0, null, null);
        }
    }

    private static int read(InputStream in, byte[] block) throws BrokenOffException {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw new BrokenOffException(e);
        }
    }

    /** The other side stopped sending in the middle. */
    private static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(IOException cause) {
            super(cause);
        }
    }
}
