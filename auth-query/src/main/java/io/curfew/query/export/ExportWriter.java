package io.curfew.query.export;

import io.curfew.query.personal.Opener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes events in one format. Used by one thread. */
interface ExportWriter {
    /**
     * Writes an event, or nothing when the format has nothing for it.
     *
     * @param opener opens what is sealed of its user
     * @param before the cursor of the event before it, null for the first one
     * @param cursor from where an export goes on after it
     */
    void write(ExportRow row, Opener opener, @Nullable String before, String cursor) throws IOException;

    /** Hands on what is held back. */
    void flush() throws IOException;
}
