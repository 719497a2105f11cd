package io.curfew.query.web;

import java.io.Serial;

/** An export could not be recorded as one, so it is refused. Over HTTP: 503 {@code access_not_recorded}. */
final class AccessNotRecordedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    AccessNotRecordedException() {
        super("the export could not be recorded");
    }
}
