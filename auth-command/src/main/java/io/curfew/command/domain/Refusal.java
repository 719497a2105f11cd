package io.curfew.command.domain;

/** A named no. What was refused changed nothing, except that a reused refresh token ends its session. */
public enum Refusal {
    /** No active session of this user has that id: it never existed or has ended. */
    SESSION_NOT_FOUND,
    /** The session's idle or absolute lifetime has passed. */
    SESSION_EXPIRED,
    /** A revocation rule covers the session, which has now been revoked. */
    SESSION_RULED_OUT,
    /** The session whose access token asks has ended. */
    ACTING_SESSION_ENDED,
    /** The refresh token was never one of this session. */
    REFRESH_TOKEN_UNKNOWN,
    /** The refresh token was spent before; its session has now been revoked. */
    REFRESH_TOKEN_REUSED
}
