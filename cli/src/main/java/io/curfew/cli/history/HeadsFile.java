package io.curfew.cli.history;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import io.curfew.cli.terminal.Json;
import io.curfew.events.history.HeadsSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Heads and roots kept in a file: the records of their topic, one a line as {@code {"key":…,"value":…}}. */
public final class HeadsFile implements HeadsSource {
    private final Path file;

    public HeadsFile(Path file) {
        this.file = file;
    }

    @Override
    public void read(Consumer consumer) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (!line.isBlank()) {
                    JsonNode record = Json.read(line);
                    consumer.accept(
                            record.required("key").asString(),
                            record.required("value").asString().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (JacksonException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " is no file of audit heads", e);
        }
    }

    /**
     * Writes such a file.
     *
     * @return how many records
     */
    public static long write(HeadsSource source, Path file, OpenOption... how) throws IOException {
        long[] records = {0};
        try (BufferedWriter out = Files.newBufferedWriter(file, how)) {
            source.read((key, value) -> {
                records[0]++;
                try {
                    String text = new String(value, StandardCharsets.UTF_8);
                    out.write(Json.object().put("key", key).put("value", text) + "\n");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        return records[0];
    }
}
