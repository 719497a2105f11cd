package io.curfew.query;

import java.io.Serial;

/** The database could not be opened or prepared at start. */
public final class DatabaseUnreachableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public DatabaseUnreachableException(Throwable cause) {
        super("The database of auth-query cannot be used: " + cause.getMessage(), cause);
    }
}
