package io.curfew.cli.terminal;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.curfew.events.text.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A list as CSV (RFC 4180) with a header. No cell is a formula to a spreadsheet and none moves a terminal: text that begins
 * like a formula gets an apostrophe before it, control characters are written out. Confined to one thread.
 */
final class CsvRows implements Rows {
    private final Sink sink;
    private final List<Column> columns;
    private final CsvWriter csv;

    CsvRows(Sink sink, List<Column> columns) {
        this.sink = sink;
        this.columns = List.copyOf(columns);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new SinkWriter(sink));
        csv.writeRecord(this.columns.stream().map(Column::name).toList());
    }

    @Override
    public void add(JsonNode row) {
        csv.writeRecord(columns.stream().map(column -> cell(column, row)).toList());
    }

    private static String cell(Column column, JsonNode row) {
        String value = column.value().apply(row);
        return value == null ? "" : ForeignText.cell(Inert.text(value));
    }

    @Override
    public void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sink.flush();
    }

    @Override
    public void end() {
        flush();
    }

    /** Leads the CSV into the sink, which throws what must be thrown. */
    private static final class SinkWriter extends Writer {
        private final Sink sink;

        SinkWriter(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            sink.write(new String(characters, offset, length));
        }

        @Override
        public void flush() {
            // The sink is flushed by whoever has it.
        }

        @Override
        public void close() {
            // Neither is it ours to close.
        }
    }
}
