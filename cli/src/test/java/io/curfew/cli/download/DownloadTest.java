package io.curfew.cli.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports that break off, in every place. */
class DownloadTest {
    private static final int EVENTS = 40;

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();

    /** Seen red when the torn line was left, and when the header came twice. */
    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void an_export_that_breaks_off_after_any_byte_is_complete_in_the_end(ExportFormat format) throws IOException {
        String whole = export(format, 0);
        for (int cut = 0; cut <= whole.length(); cut += 7) {
            Path file = directory.resolve(format + "-" + cut);
            int until = cut;
            Download download = download(format, cursor -> {
                asked.add(String.valueOf(cursor));
                String rest = export(format, cursor == null ? 0 : Integer.parseInt(cursor) + 1);
                boolean first = asked.size() == 1;
                return first ? breaking(rest.substring(0, until)) : bytes(rest);
            });
            asked.clear();

            download.into(file);

            assertThat(file).as("cut after %d bytes", cut).hasContent(whole);
        }
    }

    @Test
    void an_export_goes_on_later_after_its_last_whole_line() throws IOException {
        String whole = export(ExportFormat.JSONL, 0);
        Path file = Files.writeString(directory.resolve("torn"), whole.substring(0, whole.length() / 2));

        long lines = download(ExportFormat.JSONL, cursor -> {
                    asked.add(cursor);
                    return bytes(export(ExportFormat.JSONL, Integer.parseInt(cursor) + 1));
                })
                .into(file);

        assertThat(file).hasContent(whole);
        assertThat(lines).isLessThan(EVENTS).isEqualTo(EVENTS - 1 - Long.parseLong(asked.get(0)));
    }

    @Test
    void one_that_never_gets_further_is_given_up() {
        Download download = download(ExportFormat.JSONL, cursor -> breaking("{\"cur"));

        assertThatThrownBy(() -> download.into(directory.resolve("never")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--resume");
    }

    @Test
    void a_file_of_something_else_is_not_gone_on_with() throws IOException {
        Path file = Files.writeString(directory.resolve("diary"), "Dear diary\n");

        assertThatThrownBy(
                        () -> download(ExportFormat.JSONL, cursor -> bytes("")).into(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("does not say where to go on");
        assertThat(file).hasContent("Dear diary\n");
    }

    private static Download download(ExportFormat format, java.util.function.Function<String, InputStream> source) {
        return new Download(source, format, new Progress(OutputStream.nullOutputStream(), false), pause -> {});
    }

    private static String export(ExportFormat format, int from) {
        String lines = IntStream.range(from, EVENTS)
                .mapToObj(i -> format == ExportFormat.CSV
                        ? "ada,\"a \"\"b\"\", ü\"," + i + "\r\n"
                        : "{\"user_id\":\"ada ü\",\"cursor\":\"" + i + "\"}\n")
                .collect(Collectors.joining());
        return (format == ExportFormat.CSV ? "user_id,device,cursor\r\n" : "") + lines;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream breaking(String text) {
        return new java.io.SequenceInputStream(bytes(text), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        });
    }
}
