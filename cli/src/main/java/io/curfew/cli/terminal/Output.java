package io.curfew.cli.terminal;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Standard output in the form that was asked for. Everything that strangers wrote is inert in it. Confined to one thread. */
public final class Output {
    private final Sink sink;
    private final Format format;
    private final Style style;

    public Output(Sink sink, Format format, Style style) {
        this.sink = sink;
        this.format = format;
        this.style = style;
    }

    public Style style() {
        return style;
    }

    /** Whether people read it. */
    public boolean forPeople() {
        return format == Format.TABLE;
    }

    /** Whether a spreadsheet reads it, in which a thing and a list cannot stand together. */
    public boolean isCsv() {
        return format == Format.CSV;
    }

    /** Begins a list. The caller closes it. */
    public Rows rows(List<Column> columns) {
        return switch (format) {
            case TABLE -> new TableRows(sink, style, columns);
            case JSON -> new JsonRows(sink, false);
            case JSONL -> new JsonRows(sink, true);
            case CSV -> new CsvRows(sink, columns);
        };
    }

    /** A whole list. */
    public void list(List<Column> columns, Iterable<JsonNode> items) {
        Rows rows = rows(columns);
        items.forEach(rows::add);
        rows.end();
    }

    /** One thing: a line for each column to people, else a list of one, in JSON without the list. */
    public void item(List<Column> columns, JsonNode item) {
        if (format == Format.JSON) {
            sink.line(Json.pretty(item)).flush();
        } else if (format == Format.TABLE) {
            int width = columns.stream()
                    .mapToInt(column -> column.name().length())
                    .max()
                    .orElse(0);
            for (Column column : columns) {
                String name = column.name().replace('_', ' ');
                String cell = TableRows.cell(column, item);
                sink.line(style.bold(name) + " ".repeat(width - name.length() + 2) + style.byState(cell, cell));
            }
            sink.flush();
        } else {
            list(columns, List.of(item));
        }
    }

    /** A line to people; nothing otherwise. The text is made inert. */
    public void say(String text) {
        if (forPeople()) {
            sink.line(Inert.text(text)).flush();
        }
    }

    /** Text as it is, such as help or a script: of ours, not of strangers. */
    public void verbatim(String text) {
        sink.write(text).flush();
    }
}
