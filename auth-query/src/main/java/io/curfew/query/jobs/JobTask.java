package io.curfew.query.jobs;

import java.util.Map;

/** What is to be done, its parameters understood. Run by one thread. */
@FunctionalInterface
public interface JobTask {

    /**
     * Does it; the answer is shown as the job's {@code result}, as JSON.
     *
     * @throws JobFailedException when it cannot be done; the message is shown to whoever asked
     * @throws JobLostException as {@link JobRun#progress} threw it
     */
    Map<String, ?> run(JobRun run);
}
