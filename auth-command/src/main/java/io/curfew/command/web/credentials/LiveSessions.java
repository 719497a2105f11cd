package io.curfew.command.web.credentials;

import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.token.VerifiedToken;

/**
 * Knows whether the session of an access token goes on, for requests whose command is about somebody else, so that no
 * aggregate checks it. Thread-safe; throws {@code StoreUnavailableException}.
 */
public final class LiveSessions {
    private final SessionLookup sessions;

    public LiveSessions(SessionLookup sessions) {
        this.sessions = sessions;
    }

    /** Refuses a token whose session has ended. */
    public void require(VerifiedToken token) {
        if (!sessions.isActive(token.userId(), token.sessionId())) {
            throw Unauthenticated.revoked();
        }
    }
}
