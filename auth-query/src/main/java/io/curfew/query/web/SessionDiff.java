package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.audit.SessionChanges.Change;
import io.curfew.query.audit.SessionChanges.Kind;
import io.curfew.query.sessions.DeviceParser;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sessions came and went between two instants; a session that did both is in both lists. */
@Schema(name = "SessionDiff")
record SessionDiff(
        @JsonProperty("from") Instant from,
        @JsonProperty("to") Instant to,
        @JsonProperty("known_until")
                @Schema(description = "up to when everything published is in the answer; null when that was never seen")
                @Nullable
                Instant knownUntil,
        @JsonProperty("complete")
                @Schema(description = "false when what happened by then may still come, and change the answer")
                boolean complete,
        @JsonProperty("started") List<Item> started,
        @JsonProperty("ended") List<Item> ended,
        @JsonProperty("counts") Counts counts,
        @JsonProperty("next") @Nullable String next) {

    /** active_to = active_from + started - ended. */
    @Schema(name = "SessionDiffCounts")
    record Counts(
            @JsonProperty("active_from") long activeFrom,
            @JsonProperty("active_to") long activeTo,
            @JsonProperty("started") long started,
            @JsonProperty("ended") long ended) {}

    /** One session that came or went. */
    @Schema(name = "SessionDiffItem")
    record Item(
            @JsonProperty("session_id") String sessionId,
            @JsonProperty("user_id") String userId,
            @JsonProperty("device_name") @Nullable String deviceName,
            @JsonProperty("browser") @Nullable String browser,
            @JsonProperty("os") @Nullable String os,
            @JsonProperty("device") @Nullable String device,
            @JsonProperty("client_id") String clientId,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("ended_at") @Schema(description = "null in started") @Nullable Instant endedAt,
            @JsonProperty("reason") @Schema(description = "why it ended; null in started") @Nullable String reason) {

        static Item of(Change change, DeviceParser devices) {
            DeviceParser.Device device = devices.parse(change.userAgent());
            return new Item(
                    change.sessionId(),
                    change.userId(),
                    change.deviceName(),
                    device.browser(),
                    device.os(),
                    device.device(),
                    change.clientId(),
                    change.createdAt(),
                    change.kind() == Kind.ENDED ? change.at() : null,
                    change.reason());
        }
    }
}
