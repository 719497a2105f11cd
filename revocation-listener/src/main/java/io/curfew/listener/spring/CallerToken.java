package io.curfew.listener.spring;

import io.curfew.listener.TokenClaims;
import io.curfew.listener.bearer.VerifiedToken;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Finds the token a caller was authenticated by. Stateless. */
final class CallerToken {
    private CallerToken() {}

    /** The JWT; null for callers known by other means. */
    static @Nullable Jwt of(@Nullable Authentication authentication) {
        if (authentication instanceof JwtAuthenticationToken token) {
            return token.getToken();
        }
        // What a user's own converter made of it.
        return authentication == null ? null : held(authentication, Jwt.class);
    }

    /** The claims that an application's own authentication filter left in its {@link Authentication}; null for none. */
    static @Nullable TokenClaims claims(Authentication authentication) {
        TokenClaims claims = held(authentication, TokenClaims.class);
        if (claims != null) {
            return claims;
        }
        VerifiedToken token = held(authentication, VerifiedToken.class);
        return token == null ? null : token.revocation();
    }

    /** Whether the caller was let in as somebody, by whatever means. */
    static boolean isSomebody(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }

    private static <T> @Nullable T held(Authentication authentication, Class<T> type) {
        return Stream.of(authentication.getCredentials(), authentication.getPrincipal(), authentication.getDetails())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
