package io.curfew.query.jobs;

import java.io.Serial;

/** This node is to stop working on a job: it shuts down, or another node took the job, believing this one dead. */
public final class JobLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    JobLostException(String why) {
        super(why);
    }
}
