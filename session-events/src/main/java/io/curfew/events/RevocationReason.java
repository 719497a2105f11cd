package io.curfew.events;

/** Why a session was ended before its time. The names are on the wire and never change. */
public enum RevocationReason {
    /** The person logged out on this device. */
    LOGOUT,
    /** The person logged out on every device. */
    LOGOUT_ALL,
    /** The person logged out everywhere else. */
    LOGOUT_OTHERS,
    /** The password was changed. */
    PASSWORD_CHANGED,
    /** A spent refresh token was presented again. */
    REFRESH_TOKEN_REUSED,
    /** An administrator ended it. */
    ADMIN,
    /** A newer session of the same user took its place. */
    SESSION_LIMIT,
    /** The account was disabled. */
    ACCOUNT_DISABLED
}
