package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.jobs.Job;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A job as JSON. */
@Schema(name = "Job")
record JobItem(
        @JsonProperty("id") String id,
        @JsonProperty("kind") @Schema(description = "what-if, verify or rebuild") String kind,
        @JsonProperty("state") @Schema(description = "running, also while it waits its turn; done; failed")
                String state,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @JsonProperty("requested_by") @Schema(description = "the user who asked") String requestedBy,
        @JsonProperty("parameters") Map<String, Object> parameters,
        @JsonProperty("progress") Progress progress,
        @JsonProperty("result") @Schema(description = "once it is done; what is in it depends on the kind") @Nullable
                Map<String, Object> result,
        @JsonProperty("error") @Schema(description = "once it has failed: one sentence") @Nullable String error) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** How far it is. */
    @Schema(name = "JobProgress")
    record Progress(
            @JsonProperty("done") long done,
            @JsonProperty("total") @Schema(description = "0 when it is not known yet") long total,
            @JsonProperty("rate") @Schema(description = "per second") long rate,
            @JsonProperty("eta_seconds") @Nullable Long etaSeconds) {}

    static JobItem of(Job job) {
        Job.Progress progress = job.progress();
        boolean runs = job.state() == Job.State.RUNNING;
        return new JobItem(
                job.id(),
                job.kind(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.startedAt(),
                job.endedAt(),
                job.requestedBy(),
                JSON.readValue(job.parameters(), OBJECT),
                new Progress(progress.done(), progress.total(), progress.rate(), runs ? progress.etaSeconds() : null),
                job.result() == null ? null : JSON.readValue(job.result(), OBJECT),
                job.error());
    }
}
