package io.curfew.events;

/** At what an authentication failed. The names are on the wire and never change. */
public enum AuthenticationFailure {
    /** A login: the password was wrong, or the account is disabled. */
    PASSWORD,
    /** Refused before the password was looked at, because too many attempts had failed. */
    THROTTLED,
    /** The password was asked for again within a session, and was wrong. */
    REAUTHENTICATION
}
