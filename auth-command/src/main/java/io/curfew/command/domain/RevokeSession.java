package io.curfew.command.domain;

import io.curfew.events.RevocationReason;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * End one session.
 *
 * @param actingSessionId the session whose access token asks for it, which must be active; null if there is none
 * @param presented the session's refresh token, when that is what asks; a spent one ends the session as reused
 */
public record RevokeSession(
        @TargetAggregateIdentifier String userId,
        String sessionId,
        @Nullable String actingSessionId,
        @Nullable RefreshProof presented,
        RevocationReason reason,
        Initiator initiator,
        Instant receivedAt)
        implements SessionCommand {

    /** Without a refresh token. */
    public RevokeSession(
            String userId,
            String sessionId,
            @Nullable String actingSessionId,
            RevocationReason reason,
            Initiator initiator,
            Instant receivedAt) {
        this(userId, sessionId, actingSessionId, null, reason, initiator, receivedAt);
    }
}
