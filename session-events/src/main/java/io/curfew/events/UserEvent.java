package io.curfew.events;

/** Something that happened to the account or the sessions of one user, in that user's stream. Immutable and thread-safe. */
public sealed interface UserEvent extends SessionEvent
        permits SessionStarted,
                SessionRefreshed,
                RefreshTokenReplayed,
                RefreshTokenReused,
                SessionRevoked,
                AllSessionsRevoked,
                SessionExpired,
                UserErased,
                AuthenticationFailed,
                AccountCreated,
                AccountDisabled,
                PasswordChanged,
                HistoryRead,
                HistoryExported {

    /** The user whose stream this event belongs to; the {@code sub} of the user's access tokens. */
    String userId();

    @Override
    default String streamId() {
        return userId();
    }
}
