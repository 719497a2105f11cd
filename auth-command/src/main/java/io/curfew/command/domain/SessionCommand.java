package io.curfew.command.domain;

import java.time.Instant;

/** Something asked of the sessions of one user. Immutable and thread-safe. */
public sealed interface SessionCommand
        permits StartSession, RefreshSession, RevokeSession, RevokeAllSessions, ExpireSessions {

    /** Whose sessions. */
    String userId();

    /** When the request was received: read before the aggregate is loaded, and the only time the domain knows. */
    Instant receivedAt();
}
