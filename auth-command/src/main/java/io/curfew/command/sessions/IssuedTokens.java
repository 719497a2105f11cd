package io.curfew.command.sessions;

import java.time.Instant;

/**
 * Judges access tokens of ours that are presented, by what commands have committed. Thread-safe; throws
 * {@link StoreUnavailableException}.
 */
public interface IssuedTokens {

    /** What has become of a token. */
    enum Standing {
        LIVE,
        /** Its session has ended. */
        ENDED,
        /** Its session goes on, but a rule covers the token. */
        RULED_OUT
    }

    /**
     * How a well-signed token stands. One that was granted just now has thereby arrived, and that is remembered: its
     * refresh token's predecessor is not answered any more.
     */
    Standing present(Issued token);

    /** What a well-signed access token of ours says of itself. */
    record Issued(String userId, String sessionId, String clientId, String tokenId, String keyId, Instant issuedAt) {}
}
