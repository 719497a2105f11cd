package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.audit.AuditHistogram;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How many events there were when; spans without any are left out. */
@Schema(name = "AuditHistogram")
record HistogramAnswer(
        @JsonProperty("bucket") @Schema(description = "how wide each is, ISO 8601", example = "PT1H") String bucket,
        @JsonProperty("buckets") List<Bucket> buckets,
        @JsonProperty("total") long total) {

    /** One span. */
    @Schema(name = "AuditHistogramBucket")
    record Bucket(
            @JsonProperty("from") Instant from,
            @JsonProperty("total") long total,
            @JsonProperty("counts") @Schema(description = "by type") Map<String, Long> counts) {}

    static HistogramAnswer of(AuditHistogram.Result result) {
        return new HistogramAnswer(
                result.width().toString(),
                result.buckets().stream()
                        .map(bucket -> new Bucket(bucket.from(), bucket.total(), bucket.counts()))
                        .toList(),
                result.total());
    }
}
