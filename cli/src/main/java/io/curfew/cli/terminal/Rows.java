package io.curfew.cli.terminal;

import tools.jackson.databind.JsonNode;

/** A list being written, row by row. Confined to one thread. */
public interface Rows extends AutoCloseable {

    /** One more row, as the platform answered it. */
    void add(JsonNode row);

    /** Shows what has been added so far, for lists that go on. */
    void flush();

    /** Ends the list. */
    @Override
    void close();
}
