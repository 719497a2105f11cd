package io.curfew.events;

/** What a revocation rule names. The names are on the wire and never change. */
public enum RuleKind {
    /** One access token, by its {@code jti}. */
    TOKEN,
    /** One session, by its {@code sid}. */
    SESSION,
    /** Everything of one {@code sub}: its sessions, exactly, and tokens of other issuers issued before an instant. */
    SUBJECT,
    /** Tokens of one {@code client_id} issued before an instant, and sessions started before it. */
    CLIENT,
    /** Tokens of one {@code tenant} issued before an instant. */
    TENANT,
    /** Tokens signed with the key of one {@code kid}. */
    KEY,
    /** All tokens issued before an instant, and all sessions started before it. */
    ALL
}
