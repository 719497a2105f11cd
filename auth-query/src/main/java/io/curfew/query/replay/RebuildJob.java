package io.curfew.query.replay;

import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.jobs.JobKind;
import io.curfew.query.jobs.JobParameters;
import io.curfew.query.jobs.JobTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** The rebuild, asked for over HTTP and done beside the live projection. Thread-safe. */
final class RebuildJob implements JobKind {
    private final Rebuild rebuild;

    RebuildJob(Rebuild rebuild) {
        this.rebuild = rebuild;
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
        String source = parameters.choice("source", List.of("kafka"));
        boolean acceptLoss = parameters.flag("accept_loss");
        return run -> {
            try {
                return result(
                        source, rebuild.run(acceptLoss, progress -> run.progress(progress.done(), progress.total())));
            } catch (RebuildException e) {
                throw new JobFailedException(String.valueOf(e.getMessage()));
            } catch (KafkaException e) {
                throw new JobFailedException("Kafka fails: " + e.getClass().getSimpleName());
            }
        };
    }

    private static Map<String, Object> result(String source, Rebuild.Report report) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("source", source);
        result.put("generation", report.generation());
        result.put("events", report.events());
        result.put("missing", report.missing());
        result.put("different", report.different());
        result.put("took_seconds", report.took().toSeconds());
        return result;
    }
}
