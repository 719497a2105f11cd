package io.curfew.query.web;

import io.curfew.listener.RevocationListener;
import io.curfew.listener.TokenClaims;
import io.curfew.listener.Verdict;
import io.curfew.query.sessions.RevokedSessions;
import java.time.Clock;
import java.time.Instant;

/** Asks the embedded listener about a session, as if one of its tokens had been issued just now. Thread-safe. */
final class ListenerRevokedSessions implements RevokedSessions {
    private static final String NO_TOKEN = "-";

    private final RevocationListener listener;
    private final Clock clock;

    ListenerRevokedSessions(RevocationListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public boolean isRevoked(String sessionId) {
        Instant now = clock.instant();
        return listener.check(TokenClaims.ofSession(sessionId, NO_TOKEN, now, now)) == Verdict.REVOKED;
    }
}
