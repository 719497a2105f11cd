package io.curfew.listener.bearer;

/**
 * What tells genuine tokens from others: signature, type, issuer, audience, times; everything but revocation. Implementations
 * are thread-safe, and throw nothing else for anything that can be sent as a token.
 */
public interface TokenVerifier {
    /**
     * Verifies one token.
     *
     * @throws InvalidTokenException when the token is at fault: 401
     * @throws KeysUnavailableException when this node is: 503
     */
    VerifiedToken verify(String token) throws InvalidTokenException, KeysUnavailableException;

    /**
     * Registers what is to run whenever a key that verified tokens so far no longer does. Whoever keeps verified tokens
     * forgets them then.
     */
    default void onKeysChanged(Runnable forget) {}

    /** A signing key was revoked: fetch the issuer's keys again, at once and without waiting for them. */
    default void refreshKeys() {}
}
