package io.curfew.listener.spring;

import io.curfew.listener.RevocationListener;
import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the listener again, behind the security chain, about every request that was authenticated by a JWT. For an
 * application with a {@code JwtDecoder} of its own, or a cache of decoded tokens, this is the only time it is asked: Spring
 * Boot then backs off and our validator is never called. Other kinds of authentication are none of its business.
 */
final class RevocationGuardFilter extends OncePerRequestFilter {
    private final RevocationListener listener;
    private final BearerEntryPoint entryPoint;

    RevocationGuardFilter(RevocationListener listener) {
        this.listener = listener;
        this.entryPoint = new BearerEntryPoint();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Jwt jwt = jwt(SecurityContextHolder.getContext().getAuthentication());
        if (jwt != null) {
            Verdict verdict = listener.check(JwtTokenClaims.of(jwt));
            if (!verdict.accepted()) {
                entryPoint.write(response, BearerAnswer.of(verdict));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static @Nullable Jwt jwt(@Nullable Authentication authentication) {
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
