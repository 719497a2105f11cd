package io.curfew.events.history;

import java.io.IOException;

/**
 * Where the events of a history are read from: each stream's in order, or late if delivery is at least once; streams mixed
 * as they may be.
 */
public interface HistorySource {

    /** What it promises. */
    Delivery delivery();

    /** Gives every event once to the reader, on the caller's thread, without holding more than a few. */
    void read(Reader reader) throws IOException;

    /** Takes what is read. */
    interface Reader {
        /** An event. */
        void event(HistoryEntry event);

        /**
         * Something that the source shows of an event beside its payload is not what the payload says.
         *
         * @param detail a sentence for people; without anything from the payload
         */
        void untrue(String stream, long seq, String detail);
    }
}
