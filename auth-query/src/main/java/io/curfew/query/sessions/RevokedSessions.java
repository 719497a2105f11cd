package io.curfew.query.sessions;

/** What the revocation listener of this node knows, which is sooner than the projection. Implementations are thread-safe. */
@FunctionalInterface
public interface RevokedSessions {

    /** Whether the session is known to be revoked. False means not known, not that it lives. */
    boolean isRevoked(String sessionId);
}
