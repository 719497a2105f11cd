package io.curfew.command.axon;

import java.io.Serial;

/** What the caller's own part of a transaction threw, so that it is not taken for a failure of the store. */
public final class CallerFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;

    CallerFailure(RuntimeException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What was thrown. */
    public RuntimeException failure() {
        return failure;
    }
}
