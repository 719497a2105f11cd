package io.curfew.command.sessions;

import java.io.Serial;

/** The database cannot be reached or did not answer in time. Over HTTP: 503 with {@code Retry-After}. */
public final class StoreUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(Throwable cause) {
        super("the session store is unavailable", cause);
    }
}
