package io.curfew.command.sessions;

import java.util.Optional;

/**
 * Finds the session a refresh token belongs to: the whitelist of M1. Kept in the same transaction as the events. It only
 * finds; whether the token is good is decided by the aggregate. Thread-safe; throws {@link StoreUnavailableException}.
 */
public interface SessionLookup {

    /** The session that the refresh token with this hash was ever issued to, as long as that session has not ended. */
    Optional<SessionRef> byRefreshTokenHash(String hash);

    /** Whether this is a session of this user that has not ended. */
    boolean isActive(String userId, String sessionId);

    /** Whose session this is, as long as it has not ended. */
    Optional<String> userOf(String sessionId);

    /** A session and its user. */
    record SessionRef(String userId, String sessionId) {}
}
