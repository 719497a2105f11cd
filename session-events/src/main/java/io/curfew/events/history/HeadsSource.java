package io.curfew.events.history;

import java.io.IOException;

/** Where the heads and roots are read from, in the order in which they were published. */
public interface HeadsSource {

    /** Takes one record by its key and value. */
    @FunctionalInterface
    interface Consumer {
        void accept(String key, byte[] value);
    }

    /** Gives every record to the consumer, on the caller's thread. */
    void read(Consumer consumer) throws IOException;
}
