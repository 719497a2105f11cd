package io.curfew.events.json;

import java.io.Serial;

/** Bytes that are not the JSON of an event. The message never repeats the content, which may be personal data. */
public final class EventFormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public EventFormatException(String message) {
        super(message);
    }

    public EventFormatException(String message, Throwable cause) {
        super(message + " (" + cause.getClass().getSimpleName() + ")");
    }
}
