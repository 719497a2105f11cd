package io.curfew.query.web;

import java.io.Serial;

/** There is no such thing. Over HTTP: 404 with code {@code not_found}. */
final class NotFoundException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;
}
