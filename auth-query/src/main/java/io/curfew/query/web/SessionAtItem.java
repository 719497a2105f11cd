package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.audit.SessionAt;
import io.curfew.query.sessions.DeviceParser;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as it was at an instant, as JSON. */
@Schema(name = "SessionAsOf")
record SessionAtItem(
        @JsonProperty("session_id") String sessionId,
        @JsonProperty("user_id") String userId,
        @JsonProperty("device_name") @Nullable String deviceName,
        @JsonProperty("browser") @Nullable String browser,
        @JsonProperty("os") @Nullable String os,
        @JsonProperty("device") @Nullable String device,
        @JsonProperty("ip") @Nullable String ip,
        @JsonProperty("user_agent") @Nullable String userAgent,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("last_seen_at") Instant lastSeenAt,
        @JsonProperty("expires_at") @Schema(description = "as far as could be said then") Instant expiresAt) {

    static SessionAtItem of(SessionAt session, DeviceParser devices) {
        DeviceParser.Device device = devices.parse(session.userAgent());
        return new SessionAtItem(
                session.sessionId(),
                session.userId(),
                session.deviceName(),
                device.browser(),
                device.os(),
                device.device(),
                session.ip(),
                session.userAgent(),
                session.clientId(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt());
    }

    /** Who was signed in. */
    @Schema(name = "SessionsAsOf")
    record Page(
            @JsonProperty("as_of") Instant asOf,
            @JsonProperty("known_until")
                    @Schema(
                            description =
                                    "up to when everything published is in the answer; null when that was never seen")
                    @Nullable
                    Instant knownUntil,
            @JsonProperty("complete")
                    @Schema(description = "false when what happened by then may still come, and change the answer")
                    boolean complete,
            @JsonProperty("sessions") List<SessionAtItem> sessions,
            @JsonProperty("total") @Schema(description = "of all pages") long total,
            @JsonProperty("next") @Nullable String next) {}
}
