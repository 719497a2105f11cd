package io.curfew.cli.history;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.Json;
import io.curfew.events.history.Delivery;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.HistoryEntry;
import io.curfew.events.history.HistorySource;
import io.curfew.events.history.StoredForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The events of an export in JSONL, and whether what is shown of each is what its payload says. Needs the memory of one
 * line.
 */
public final class ExportSource implements HistorySource {
    private final Path file;

    public ExportSource(Path file) {
        this.file = file;
    }

    @Override
    public Delivery delivery() {
        return Delivery.ONCE;
    }

    /** Throws a {@link CommandFailure} for a line that is no event of an export. */
    @Override
    public void read(Reader reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long number = 0;
            String line;
            while ((line = lines.readLine()) != null) {
                number++;
                if (!line.isBlank()) {
                    take(line, number, reader);
                }
            }
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new CommandFailure(
                    io.curfew.cli.terminal.ExitCode.FAILED,
                    file + " is not UTF-8, so it was changed or is no export",
                    e);
        }
    }

    private void take(String line, long number, Reader reader) {
        try {
            JsonNode event = Json.read(line);
            byte[] payload = event.required("payload").asString().getBytes(StandardCharsets.UTF_8);
            HistoryEntry entry = new HistoryEntry(
                    event.required("user_id").asString(),
                    event.required("seq").asLong(),
                    event.required("event_id").asString(),
                    event.required("type").asString(),
                    StoredForm.time(payload),
                    payload,
                    Encoding.digest(event.path("stored_digest").asString(null)),
                    Encoding.digest(event.path("chain").asString(null)));
            reader.event(entry);
            for (String detail : ShownLine.untrue(event, entry)) {
                reader.untrue(entry.stream(), entry.seq(), detail);
            }
        } catch (JacksonException e) {
            throw new CommandFailure(
                    io.curfew.cli.terminal.ExitCode.FAILED,
                    file + ", line " + number + ", is no event of an export in jsonl",
                    e);
        }
    }
}
