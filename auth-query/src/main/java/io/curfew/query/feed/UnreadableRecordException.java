package io.curfew.query.feed;

import java.io.Serial;

/** A record that is no event this version can read. The message says why and never repeats the content. */
public final class UnreadableRecordException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message) {
        super(message);
    }
}
