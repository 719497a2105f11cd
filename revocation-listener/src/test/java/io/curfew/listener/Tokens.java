package io.curfew.listener;

import java.time.Instant;

/** Tokens to judge. */
final class Tokens {
    static final Instant ISSUED = ManualTime.START.minusSeconds(100);

    private Tokens() {}

    static TokenClaims ofSession(String sid) {
        return TokenClaims.ofSession(sid, "jti-1", ISSUED, ISSUED.plusSeconds(900));
    }

    /** A token that names everything that can be revoked. */
    static TokenClaims full(Instant issuedAt) {
        return new TokenClaims(
                null, "sid-1", "jti-1", "user-1", "client-1", "tenant-1", "kid-1", issuedAt, issuedAt.plusSeconds(900));
    }
}
