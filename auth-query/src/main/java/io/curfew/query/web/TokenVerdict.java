package io.curfew.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an access token was good for at an instant. */
@Schema(name = "TokenVerdict")
record TokenVerdict(
        @JsonProperty("jti_known") boolean jtiKnown,
        @JsonProperty("session_id") @Nullable String sessionId,
        @JsonProperty("user_id") String userId,
        @JsonProperty("issued_at") Instant issuedAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("at") Instant at,
        @JsonProperty("known_until")
                @Schema(description = "up to when everything published is in the answer; null when that was never seen")
                @Nullable
                Instant knownUntil,
        @JsonProperty("complete")
                @Schema(description = "false when what happened by then may still come, and change the answer")
                boolean complete,
        @JsonProperty("state")
                @Schema(description = "valid, expired, revoked (before it expired) or not_issued (not yet)")
                String state,
        @JsonProperty("decided_by") @Schema(description = "what revoked it") @Nullable AuditItem decidedBy,
        @JsonProperty("not_considered")
                @Schema(description = "rules in force that may cover it, which cannot be told: KEY or nothing")
                List<String> notConsidered) {}
