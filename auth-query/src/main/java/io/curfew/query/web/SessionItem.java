package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.sessions.SessionReader.Session;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An active session as JSON. What the client sent (name, user agent) is attacker-controlled text: escape it when shown. */
@Schema(name = "Session")
record SessionItem(
        @JsonProperty("session_id") String sessionId,
        @JsonProperty("device_name") @Nullable String deviceName,
        @JsonProperty("device") @Nullable String device,
        @JsonProperty("browser") @Nullable String browser,
        @JsonProperty("os") @Nullable String os,
        @JsonProperty("ip") @Nullable String ip,
        @JsonProperty("user_agent") @Nullable String userAgent,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("last_seen_at") Instant lastSeenAt,
        @JsonProperty("expires_at") @Schema(description = "unless it is refreshed before") Instant expiresAt,
        @JsonProperty("refresh_replayed_at")
                @Schema(description = "when a refresh token that was spent was last used again and answered")
                @Nullable
                Instant replayedAt,
        @JsonProperty("refresh_replayed_from") @Nullable String replayedFrom,
        @JsonProperty("current") @Schema(description = "whether it is the session of the access token that asks")
                boolean current) {

    static SessionItem of(Session session, @Nullable String currentId) {
        var replay = session.replay();
        return new SessionItem(
                session.id(),
                session.deviceName(),
                session.device().device(),
                session.device().browser(),
                session.device().os(),
                session.ip(),
                session.userAgent(),
                session.clientId(),
                session.createdAt(),
                session.lastSeenAt(),
                session.endsAt(),
                replay == null ? null : replay.at(),
                replay == null ? null : replay.ip(),
                session.id().equals(currentId));
    }
}
