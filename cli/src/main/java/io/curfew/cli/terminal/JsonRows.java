package io.curfew.cli.terminal;

import tools.jackson.databind.JsonNode;

/** A list as JSON: one array, or one object a line. Whole rows, not only the columns. Confined to one thread. */
final class JsonRows implements Rows {
    private final Sink sink;
    private final boolean lines;
    private boolean empty = true;

    JsonRows(Sink sink, boolean lines) {
        this.sink = sink;
        this.lines = lines;
    }

    @Override
    public void add(JsonNode row) {
        if (!lines) {
            sink.write(empty ? "[\n" : ",\n");
        }
        sink.write(Json.line(row));
        if (lines) {
            sink.write("\n");
        }
        empty = false;
    }

    @Override
    public void flush() {
        sink.flush();
    }

    @Override
    public void end() {
        if (!lines) {
            sink.line(empty ? "[]" : "\n]");
        }
        sink.flush();
    }
}
