package io.curfew.query.replay;

import io.curfew.query.jobs.InvalidJobException;
import io.curfew.query.jobs.JobFailedException;
import io.curfew.query.jobs.JobKind;
import io.curfew.query.jobs.JobParameters;
import io.curfew.query.jobs.JobTask;
import java.util.LinkedHashMap;
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
        Source source = Source.of(parameters.choice("source", Source.words())).orElseThrow();
        boolean acceptLoss = parameters.flag("accept_loss");
        if (!rebuild.has(source)) {
            throw new InvalidJobException("There is no event store here: curfew.query.store.url says where one is.");
        }
        return run -> {
            try {
                return result(
                        source,
                        rebuild.run(source, acceptLoss, progress -> run.progress(progress.done(), progress.total())));
            } catch (RebuildException e) {
                throw new JobFailedException(String.valueOf(e.getMessage()));
            } catch (KafkaException e) {
                throw new JobFailedException("Kafka fails: " + e.getClass().getSimpleName());
            }
        };
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
