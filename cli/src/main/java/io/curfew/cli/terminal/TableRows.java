package io.curfew.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A list as aligned columns. The first block of rows decides the widths, so that a list without end needs no memory; a
 * longer text later only pushes its own line. Confined to one thread.
 */
final class TableRows implements Rows {
    private static final int BLOCK = 500;
    private static final int WIDEST = 60;
    private static final Set<String> STATES = Set.of("state", "standing", "verdict");
    private static final String NOTHING = "-";
    private static final String GAP = "  ";

    private final Sink sink;
    private final Style style;
    private final List<Column> columns;
    private final List<List<String>> block = new ArrayList<>();
    private int[] widths = {};

    TableRows(Sink sink, Style style, List<Column> columns) {
        this.sink = sink;
        this.style = style;
        this.columns = List.copyOf(columns);
    }

    @Override
    public void add(JsonNode row) {
        block.add(columns.stream().map(column -> cell(column, row)).toList());
        if (block.size() >= BLOCK) {
            write();
        }
    }

    static String cell(Column column, JsonNode row) {
        String value = column.value().apply(row);
        return value == null || value.isEmpty() ? NOTHING : Inert.text(value);
    }

    @Override
    public void flush() {
        if (!block.isEmpty()) {
            write();
        }
        sink.flush();
    }

    @Override
    public void end() {
        if (widths.length == 0) {
            write();
        }
        flush();
    }

    private void write() {
        if (widths.length == 0) {
            List<String> header = columns.stream()
                    .map(column -> column.name().replace('_', ' ').toUpperCase(Locale.ROOT))
                    .toList();
            widths = measure(header);
            sink.line(style.bold(line(header, false)));
        }
        block.forEach(cells -> sink.line(line(cells, true)));
        block.clear();
    }

    private int[] measure(List<String> header) {
        int[] measured = new int[columns.size()];
        for (int i = 0; i < measured.length; i++) {
            measured[i] = length(header.get(i));
            for (List<String> cells : block) {
                measured[i] = Math.max(measured[i], Math.min(WIDEST, length(cells.get(i))));
            }
        }
        return measured;
    }

    private String line(List<String> cells, boolean colored) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(colored && STATES.contains(columns.get(i).name()) ? style.byState(cell, cell) : cell);
            if (i < cells.size() - 1) {
                line.append(" ".repeat(Math.max(0, widths[i] - length(cell)))).append(GAP);
            }
        }
        return line.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
