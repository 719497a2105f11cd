package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.query.sessions.SessionReader.Session;
import io.curfew.query.sessions.SessionState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An ended session as JSON. */
@Schema(name = "EndedSession")
record EndedSessionItem(
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
        @JsonProperty("ended_at") Instant endedAt,
        @JsonProperty("end_reason")
                @Schema(
                        description =
                                "LOGOUT, LOGOUT_ALL, LOGOUT_OTHERS, PASSWORD_CHANGED, REFRESH_TOKEN_REUSED, ADMIN,"
                                        + " SESSION_LIMIT, ACCOUNT_DISABLED, or EXPIRED when a lifetime passed")
                String endReason,
        @JsonProperty("initiating_entity") @Schema(description = "USER, ADMIN, POLICY or SYSTEM")
                String initiatingEntity) {

    static EndedSessionItem of(Session session) {
        var end = session.end();
        return new EndedSessionItem(
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
                end == null ? SessionState.EXPIRED : end.reason(),
                end == null ? "SYSTEM" : end.initiatingEntity());
    }
}
