package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the gate, behind the security chain, about every request that was authenticated by a JWT which did not pass our
 * validator in this request: for an application with a {@code JwtDecoder} of its own, or a cache of decoded tokens, or a
 * caller kept in the HTTP session, this is the only time it is asked. Other kinds of authentication are none of its business.
 */
final class RevocationGuardFilter extends OncePerRequestFilter {
    private final RevocationGate gate;

    RevocationGuardFilter(RevocationGate gate) {
        this.gate = gate;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Jwt jwt = CallerToken.of(SecurityContextHolder.getContext().getAuthentication());
        RequestScope scope = RequestScope.current();
        if (jwt != null && (scope == null || !scope.hasAccepted(jwt))) {
            Verdict verdict = gate.check(
                    JwtTokenClaims.of(jwt), jwt.getTokenValue(), scope == null ? gate.defaultRule() : scope.rule());
            if (!verdict.accepted()) {
                RevocationFilter.write(response, BearerAnswer.of(verdict));
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
