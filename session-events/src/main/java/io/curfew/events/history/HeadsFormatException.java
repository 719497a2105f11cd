package io.curfew.events.history;

import java.io.Serial;

/** A record of the heads topic that is none this version understands. */
public final class HeadsFormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    HeadsFormatException(String message) {
        super(message);
    }
}
