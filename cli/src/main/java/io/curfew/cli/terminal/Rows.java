package io.curfew.cli.terminal;

import tools.jackson.databind.JsonNode;

/** A list being written, row by row. Confined to one thread. */
public interface Rows {

    /** One more row, as the platform answered it. */
    void add(JsonNode row);

    /** Shows what has been added so far, for lists that go on. */
    void flush();

    /** Ends the list. A list that failed in the middle is not ended, so that it cannot be taken for a shorter one. */
    void end();
}
