package io.curfew.events.history;

/** Says whether the issuer signed a root. */
@FunctionalInterface
public interface RootSignatures {

    /** What can be said of a signature. */
    enum Answer {
        /** The issuer's key made it. */
        VALID,
        /** It names a key of the issuer's that did not make it. */
        INVALID,
        /** The key is not among those the issuer publishes; an older one, maybe. */
        UNKNOWN_KEY
    }

    /** Checks the signature; throws nothing, whatever the root is. */
    Answer check(SignedRoot root);
}
