package io.curfew.query.jobs;

/** A task's tie to its job while it runs. Used by the thread that runs the task. */
public interface JobRun {

    /** The job's id. */
    String id();

    /** Whether a node has worked on it before and did not finish. */
    boolean resumed();

    /**
     * Says how far it is; cheap, so call it often.
     *
     * @param done out of {@code total}, in whatever the task counts
     * @param total as far as is known by now; 0 when nothing is known
     * @throws JobLostException when this node is to stop working on it; to be passed on
     */
    void progress(long done, long total);
}
