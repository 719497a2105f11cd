package io.curfew.events;

/** How a person proved who they are (the {@code amr} of RFC 8176). The names are on the wire and never change. */
public enum AuthMethod {
    /** A password. */
    PASSWORD,
    /** Something the platform's own user store vouches for. */
    EXTERNAL
}
