package io.curfew.query.jobs;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A job that this node works on. Progress is told by one thread and may be looked at by others. */
final class RunningJob implements JobRun {
    private static final double SECOND = 1e9;

    private final JobTable.Taken taken;
    private final String runner;
    private final LongSupplier nanos;
    private final BooleanSupplier stopping;
    private final long began;

    private volatile Job.Progress progress = new Job.Progress(0, 0, 0);
    private volatile boolean lost;
    private long first = -1;

    RunningJob(JobTable.Taken taken, String runner, LongSupplier nanos, BooleanSupplier stopping) {
        this.taken = taken;
        this.runner = runner;
        this.nanos = nanos;
        this.stopping = stopping;
        this.began = nanos.getAsLong();
    }

    @Override
    public String id() {
        return taken.id();
    }

    @Override
    public boolean resumed() {
        return taken.attempts() > 1;
    }

    @Override
    public void progress(long done, long total) {
        if (lost) {
            throw new JobLostException("another node works on it");
        }
        if (stopping.getAsBoolean()) {
            throw new JobLostException("this node shuts down");
        }
        if (first < 0) {
            first = done; // what an earlier runner has done says nothing about how fast this one is
        }
        double seconds = (nanos.getAsLong() - began) / SECOND;
        long rate = seconds <= 0 ? 0 : Math.round((done - first) / seconds);
        progress = new Job.Progress(done, total, Math.max(0, rate));
    }

    /** Tells the table; notes when the job is not this node's any more. */
    void heartbeat(JobTable table) {
        if (!table.heartbeat(taken.id(), runner, progress)) {
            lost = true;
        }
    }

    String runner() {
        return runner;
    }
}
