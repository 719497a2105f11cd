package io.curfew.listener.bearer;

import org.jspecify.annotations.Nullable;

/** This node cannot say whether a token is genuine, because it has no keys to verify with. Says nothing about the token. */
public final class KeysUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For a reason that names no secret. */
    public KeysUnavailableException(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
    }
}
