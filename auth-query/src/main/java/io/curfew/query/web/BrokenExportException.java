package io.curfew.query.web;

import java.io.Serial;

/**
 * An export that broke off after its client got some of it. Nobody answers this: it goes through to the servlet container,
 * which closes the connection without the last chunk, so that the client sees that the file is not whole.
 */
final class BrokenExportException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokenExportException(Throwable cause) {
        super("an export broke off", cause);
    }
}
