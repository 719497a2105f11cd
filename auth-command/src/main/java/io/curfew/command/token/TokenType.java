package io.curfew.command.token;

/** The header {@code typ} of access tokens (RFC 9068 section 2.1). */
public enum TokenType {
    /** What the RFC asks for: no other token can be taken for an access token. */
    AT_JWT("at+jwt"),
    /** For resource services that cannot be told of the other. */
    JWT("JWT");

    private final String joseName;

    TokenType(String joseName) {
        this.joseName = joseName;
    }

    String joseName() {
        return joseName;
    }
}
