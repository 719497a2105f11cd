package io.curfew.command.domain;

import io.curfew.events.InitiatingEntity;
import org.jspecify.annotations.Nullable;

/**
 * Who has something ended, for the record: it decides nothing. Immutable and thread-safe.
 *
 * @param userId the person, if it is one and known
 * @param sessionId the session the person ordered it from, if it was one
 */
public record Initiator(InitiatingEntity entity, @Nullable String userId, @Nullable String sessionId) {
    static final Initiator POLICY = new Initiator(InitiatingEntity.POLICY, null, null);
    /** An administrator's rule of which only the effect is known. */
    static final Initiator RULE = new Initiator(InitiatingEntity.ADMIN, null, null);

    /** The person whose session it is. */
    public static Initiator user(String userId, @Nullable String sessionId) {
        return new Initiator(InitiatingEntity.USER, userId, sessionId);
    }

    /** An administrator. */
    public static Initiator admin(String userId, @Nullable String sessionId) {
        return new Initiator(InitiatingEntity.ADMIN, userId, sessionId);
    }
}
