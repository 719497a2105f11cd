package io.curfew.command.domain;

import java.io.Serial;

/** A session was to begin of a user who was erased. An erased user never comes back. */
public final class UserErasedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UserErasedException() {
        super("the user was erased");
    }
}
