package io.curfew.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of a user were ended before their time, or all but one.
 *
 * @param sessionIds exactly the sessions that were ended, oldest first; never empty
 * @param keptSessionId the session that stays, when all others were ended
 * @param tokensExpireAt as in {@link SessionRevoked}, for all of them
 * @param initiatedBy as in {@link SessionRevoked}
 * @param actingSessionId as in {@link SessionRevoked}
 */
public record AllSessionsRevoked(
        String userId,
        List<String> sessionIds,
        @Nullable String keptSessionId,
        RevocationReason reason,
        InitiatingEntity initiatingEntity,
        Instant occurredAt,
        Instant tokensExpireAt,
        @Nullable String initiatedBy,
        @Nullable String actingSessionId)
        implements UserEvent {

    public AllSessionsRevoked {
        sessionIds = List.copyOf(sessionIds);
    }
}
