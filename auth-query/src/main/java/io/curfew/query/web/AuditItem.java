package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.audit.AuditEntry;
import io.curfew.query.personal.Opener;
import io.curfew.query.personal.PublishedText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One event of the history as JSON; {@code event} is what was published, with personal data opened. */
@Schema(name = "AuditEvent")
record AuditItem(
        @JsonProperty("user_id") @Schema(description = "the user, or rule:… for a rule about no single user")
                String userId,
        @JsonProperty("seq") @Schema(description = "its number in that stream, from 0 without gaps") long seq,
        @JsonProperty("event_id") String eventId,
        @JsonProperty("type") String type,
        @JsonProperty("session_id") @Schema(description = "null when it is about several sessions or none") @Nullable
                String sessionId,
        @JsonProperty("occurred_at") Instant occurredAt,
        @JsonProperty("partition") int partition,
        @JsonProperty("offset") long offset,
        @JsonProperty("erased") @Schema(description = "whether the user was erased: personal data are null")
                boolean erased,
        @JsonProperty("event") Map<String, @Nullable Object> event) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static AuditItem of(AuditEntry entry, Opener opener) {
        return new AuditItem(
                entry.userId(),
                entry.seq(),
                entry.eventId(),
                entry.type(),
                entry.sessionId(),
                entry.occurredAt(),
                entry.partition(),
                entry.offset(),
                opener.isErased(entry.userId()),
                PublishedText.shown(entry.userId(), JSON.readValue(entry.payload(), OBJECT), opener));
    }
}
