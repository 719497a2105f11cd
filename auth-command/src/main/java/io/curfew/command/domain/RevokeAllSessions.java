package io.curfew.command.domain;

import io.curfew.events.RevocationReason;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * End all sessions of a user, or all but one.
 *
 * @param keepSessionId the session to keep, null to keep none
 * @param actingSessionId the session whose token asks for it, which must be active; null if there is none
 * @param presented the acting session's refresh token, when that is what asks; a spent one ends that session as reused
 * @param initiator an administrator or the user; a known person when the account is changed
 * @param change what the same transaction does to the account; null if nothing
 */
public record RevokeAllSessions(
        @TargetAggregateIdentifier String userId,
        @Nullable String keepSessionId,
        @Nullable String actingSessionId,
        @Nullable RefreshProof presented,
        RevocationReason reason,
        Initiator initiator,
        @Nullable AccountChange change,
        Instant receivedAt)
        implements SessionCommand {

    /** Without a change of the account. */
    public RevokeAllSessions(
            String userId,
            @Nullable String keepSessionId,
            @Nullable String actingSessionId,
            @Nullable RefreshProof presented,
            RevocationReason reason,
            Initiator initiator,
            Instant receivedAt) {
        this(userId, keepSessionId, actingSessionId, presented, reason, initiator, null, receivedAt);
    }

    /** Without a refresh token and a change of the account. */
    public RevokeAllSessions(
            String userId,
            @Nullable String keepSessionId,
            @Nullable String actingSessionId,
            RevocationReason reason,
            Initiator initiator,
            Instant receivedAt) {
        this(userId, keepSessionId, actingSessionId, null, reason, initiator, null, receivedAt);
    }
}
