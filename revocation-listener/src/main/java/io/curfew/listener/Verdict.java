package io.curfew.listener;

/** What the listener says about one token. Only {@link #ACTIVE} lets a request pass. */
public enum Verdict {
    /** No revocation covers the token, and this node knows all of them up to a moment ago. */
    ACTIVE,
    /** A revocation covers the token: 401. Final; no later verdict on the same token is {@link #ACTIVE}. */
    REVOKED,
    /** The node has not heard enough lately to know: 503, try again or elsewhere. Says nothing about the token. */
    STALE,
    /** The listener can never know again in this process (see {@link ListenerStatus#detail()}): 503 until a restart. */
    FAILED,
    /**
     * The issuer, asked because this node could not judge, says that the token is not active; or the token of an open
     * connection has expired: 401.
     */
    INACTIVE,
    /**
     * The token lacks {@code sid}, {@code jti}, {@code iat} or {@code exp}, lives longer than this listener remembers
     * revocations, or was issued in the future by more than {@link RevocationListenerBuilder#VERIFIER_LEEWAY}, so a
     * revocation might miss it: 401.
     */
    UNVERIFIABLE;

    /** Whether the request may pass. */
    public boolean accepted() {
        return this == ACTIVE;
    }
}
