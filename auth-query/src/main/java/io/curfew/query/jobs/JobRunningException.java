package io.curfew.query.jobs;

import java.io.Serial;

/** There is already one of a kind that runs alone, or too much waits. Over HTTP: 409 with code {@code job_running}. */
public final class JobRunningException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    JobRunningException(String message) {
        super(message);
    }
}
