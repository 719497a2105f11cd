package io.curfew.command.domain;

import io.curfew.events.RevocationReason;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * End one session.
 *
 * @param actingSessionId the session whose access token asks for it, which must be active; null when nobody's does
 */
public record RevokeSession(
        @TargetAggregateIdentifier String userId,
        String sessionId,
        @Nullable String actingSessionId,
        RevocationReason reason,
        Initiator initiator,
        Instant receivedAt)
        implements SessionCommand {}
