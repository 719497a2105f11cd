package io.curfew.events.history;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where the events of a history are read from: each stream's in order, or late if delivery is at least once; streams mixed
 * as they may be.
 */
public interface HistorySource {

    /** What it promises. */
    Delivery delivery();

    /** Gives every event once to the consumer, on the caller's thread, without holding more than a few. */
    void read(Consumer<HistoryEntry> consumer) throws IOException;
}
