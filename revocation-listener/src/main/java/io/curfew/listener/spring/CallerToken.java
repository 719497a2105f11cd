package io.curfew.listener.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Finds the JWT a caller was authenticated by. Stateless. */
final class CallerToken {
    private CallerToken() {}

    /** The token; null for callers known by other means, who are none of our business. */
    static @Nullable Jwt of(@Nullable Authentication authentication) {
        if (authentication instanceof JwtAuthenticationToken token) {
            return token.getToken();
        }
        // What a user's own converter made of it.
        if (authentication != null && authentication.getCredentials() instanceof Jwt credentials) {
            return credentials;
        }
        return authentication != null && authentication.getPrincipal() instanceof Jwt principal ? principal : null;
    }
}
