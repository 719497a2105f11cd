package io.curfew.cli.download;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.curfew.cli.terminal.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The forms of an export. */
public enum ExportFormat {
    /** One event a line, with all that is needed to verify it. */
    JSONL,
    /** For spreadsheets. */
    CSV,
    /** Security event tokens (OpenID CAEP), one a line. */
    CAEP;

    static final String CURSOR = "cursor";

    /** As it is typed and asked for. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the first line names the columns. */
    boolean hasHeader() {
        return this == CSV;
    }

    /**
     * Where the export goes on after a line; null when the line does not say.
     *
     * @param header the first line, if this form has one
     */
    @Nullable
    String cursor(String header, String line) {
        try {
            if (this != CSV) {
                return Json.read(line).path(CURSOR).asString(null);
            }
            int column = fields(header).indexOf(CURSOR);
            List<String> fields = fields(line);
            return column < 0 || column >= fields.size() ? null : fields.get(column);
        } catch (JacksonException | CsvParseException e) {
            return null;
        }
    }

    private static List<String> fields(String line) {
        return CsvReader.builder().ofCsvRecord(line).stream()
                .findFirst()
                .map(de.siegmar.fastcsv.reader.CsvRecord::getFields)
                .orElse(List.of());
    }
}
