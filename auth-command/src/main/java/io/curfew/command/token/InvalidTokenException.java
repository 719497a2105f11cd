package io.curfew.command.token;

import java.io.Serial;

/** An access token that is not one of ours, in words that do not repeat anything of it. */
public final class InvalidTokenException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidTokenException(String message) {
        super(message);
    }
}
