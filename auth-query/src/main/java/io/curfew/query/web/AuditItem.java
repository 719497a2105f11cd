package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        @JsonProperty("actor") Actor actor,
        @JsonProperty("reason")
                @Schema(
                        description =
                                "a reason's name, EXPIRED, what an authentication failed at, what was accessed, or an administrator's words")
                @Nullable
                String reason,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("address")
                @Schema(description = "where the session was used from at that time, or where attempts came from")
                @Nullable
                String address,
        @JsonProperty("user_agent") @Nullable String userAgent,
        @JsonProperty("device") Device device,
        @JsonProperty("trace_id") @Nullable String traceId,
        @JsonProperty("caused_by")
                @Schema(description = "what led to it: the log-in, what happened last before, the rule or other log-in")
                List<CausedBy> causedBy,
        @JsonProperty("chain") @Schema(description = "its link in its stream's hash chain") @Nullable String chain,
        @JsonProperty("partition") int partition,
        @JsonProperty("offset") long offset,
        @JsonProperty("erased") @Schema(description = "whether the user was erased: personal data are null")
                boolean erased,
        @JsonProperty("event") Map<String, @Nullable Object> event) {

    /** Who or what brought it about. */
    @Schema(name = "AuditActor")
    record Actor(
            @JsonProperty("entity") @Schema(description = "USER, ADMIN, POLICY or SYSTEM") String entity,
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("session_id") @Nullable String sessionId) {}

    /** What the session was used with. */
    @Schema(name = "AuditDevice")
    record Device(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("browser") @Nullable String browser,
            @JsonProperty("os") @Nullable String os,
            @JsonProperty("device") @Nullable String device) {}

    /** An event that led to it. */
    @Schema(name = "AuditCause")
    record CausedBy(
            @JsonProperty("user_id") String userId,
            @JsonProperty("seq") long seq,
            @JsonProperty("event_id") String eventId,
            @JsonProperty("type") String type) {}
}
