package io.curfew.command.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.outbox.OutboxDepth;
import io.curfew.command.web.credentials.ApiPaths;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits to be published, for administrators and auditors. Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class OutboxController {
    private final OutboxDepth depth;

    OutboxController(OutboxDepth depth) {
        this.depth = depth;
    }

    /** The depth of the outbox. */
    @Schema(name = "Outbox")
    record Outbox(@JsonProperty("topics") List<Topic> topics) {}

    /** What waits for one topic. */
    @Schema(name = "OutboxTopic")
    record Topic(
            @JsonProperty("topic") String topic,
            @JsonProperty("unpublished") long unpublished,
            @JsonProperty("oldest_seconds") @Schema(description = "for how long the oldest has waited")
                    double oldestSeconds) {}

    @Operation(summary = "Committed records that are not known to be published, by topic", operationId = "outbox")
    @GetMapping("/admin/outbox")
    ResponseEntity<Outbox> outbox() {
        List<Topic> topics = depth.measure().stream()
                .map(waiting -> new Topic(
                        waiting.topic(), waiting.records(), waiting.oldest().toMillis() / 1000.0))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Outbox(topics));
    }
}
