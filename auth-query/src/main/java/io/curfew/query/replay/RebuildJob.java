package io.curfew.query.replay;

import io.curfew.query.jobs.InvalidJobException;
import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.jobs.JobKind;
import io.curfew.query.jobs.JobParameters;
import io.curfew.query.jobs.JobRun;
import io.curfew.query.jobs.JobTask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** The rebuild, asked for over HTTP and done beside the live projection. Thread-safe. */
final class RebuildJob implements JobKind {
    private final Rebuild rebuild;
    private final int looks;
    private final Runnable pause;

    /**
     * Puts it together. A job is taken from a dead node by another clock than the build that the node left: so it looks
     * for the build again for a while, which must be longer than a builder is believed alive.
     *
     * @param looks how often it looks, at most
     * @param pause waits between two looks
     */
    RebuildJob(Rebuild rebuild, int looks, Runnable pause) {
        this.rebuild = rebuild;
        this.looks = looks;
        this.pause = pause;
    }

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public boolean administrative() {
        return true;
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public JobTask task(JobParameters parameters) {
        Source source = Source.of(parameters.choice("source", Source.words())).orElseThrow();
        boolean acceptLoss = parameters.flag("accept_loss");
        if (!rebuild.has(source)) {
            throw new InvalidJobException("There is no event store here: curfew.query.store.url says where one is.");
        }
        return run -> {
            try {
                return result(source, rebuild(source, acceptLoss, run));
            } catch (RebuildException e) {
                throw new JobFailedException(String.valueOf(e.getMessage()));
            } catch (KafkaException e) {
                throw new JobFailedException("Kafka fails: " + e.getClass().getSimpleName());
            }
        };
    }

    private Rebuild.Report rebuild(Source source, boolean acceptLoss, JobRun run) {
        for (int look = 1; ; look++) {
            try {
                return rebuild.run(source, acceptLoss, progress -> run.progress(progress.done(), progress.total()));
            } catch (BuildBusyException e) {
                if (look >= looks) {
                    throw e;
                }
                run.progress(0, 0);
                pause.run();
            }
        }
    }

    private static Map<String, Object> result(Source source, Rebuild.Report report) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", report.verdict());
        result.put("source", source.word());
        result.put("generation", report.generation());
        result.put("events", report.events());
        result.put("missing", report.missing());
        result.put("added", report.added());
        result.put("different", report.different());
        result.put("resumed", report.resumed());
        result.put("took_seconds", report.took().toSeconds());
        return result;
    }
}
