package io.curfew.command.account;

import java.io.Serial;
import java.time.Duration;

/** Too many attempts. Over HTTP: 429 with {@code Retry-After}. */
public final class ThrottledException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    ThrottledException(Duration retryAfter) {
        super("too many attempts");
        this.retryAfter = retryAfter;
    }

    /** When the next attempt has a chance. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
