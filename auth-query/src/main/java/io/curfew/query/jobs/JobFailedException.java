package io.curfew.query.jobs;

import java.io.Serial;

/** A job that was not done. The message is one sentence for whoever asked, without secrets or personal data. */
public final class JobFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(message);
    }
}
