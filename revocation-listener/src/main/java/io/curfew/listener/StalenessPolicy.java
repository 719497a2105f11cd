package io.curfew.listener;

/**
 * What a node does with a token it cannot judge because its own knowledge is too old. Never softens a revocation it
 * knows of: {@link Verdict#REVOKED} stays refused under every policy.
 */
public enum StalenessPolicy {
    /** Refuses with 503 and {@code Retry-After}: the default, and the only one that keeps I1 BoundedStaleness by itself. */
    CLOSED,
    /** Asks the issuer (RFC 7662), which decides from its event store; refuses with 503 when the issuer does not answer. */
    INTROSPECT,
    /** Lets the token pass. Counted, logged and shown in the status: until the node is fresh again, a log-out may not hold. */
    OPEN
}
