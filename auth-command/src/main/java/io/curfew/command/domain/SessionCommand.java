package io.curfew.command.domain;

/** Something asked of the sessions, or of the history, of one user. Immutable and thread-safe. */
public sealed interface SessionCommand extends DomainCommand
        permits StartSession,
                RefreshSession,
                RevokeSession,
                RevokeAllSessions,
                ExpireSessions,
                AddUserRule,
                EraseUser,
                RecordAccountCreated,
                RecordFailedAttempts,
                RecordHistoryAccess {

    /** Whose sessions. */
    String userId();
}
