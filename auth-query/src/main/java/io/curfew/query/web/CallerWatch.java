package io.curfew.query.web;

import java.util.concurrent.TimeUnit;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Judges the token of a long answer again, at most once a second: what a session may not ask for any more it does not go on
 * getting either. Used by one thread.
 */
final class CallerWatch {
    private static final long JUDGED_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final JwtDecoder decoder;
    private final String token;
    private long judgedAt = System.nanoTime();

    CallerWatch(JwtDecoder decoder, JwtAuthenticationToken caller) {
        this.decoder = decoder;
        this.token = caller.getToken().getTokenValue();
    }

    /** Throws {@link InvalidBearerTokenException} once the token was revoked or has expired. */
    void require() {
        long now = System.nanoTime();
        if (now - judgedAt < JUDGED_EVERY) {
            return;
        }
        judgedAt = now;
        try {
            decoder.decode(token);
        } catch (JwtException e) {
            throw new InvalidBearerTokenException("the token ended before the answer did", e);
        }
    }
}
