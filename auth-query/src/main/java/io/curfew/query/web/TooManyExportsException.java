package io.curfew.query.web;

import java.io.Serial;

/** As many exports as this node does at once are under way. Over HTTP: 503 with code {@code too_many_exports}. */
final class TooManyExportsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TooManyExportsException() {
        super("too many exports at once");
    }
}
