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
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the gate, behind the security chain, about every caller whose token did not pass our validator in this request: for an
 * application with a {@code JwtDecoder} or an authentication filter of its own, or a cache of decoded tokens, or a caller
 * kept in the HTTP session, this is the only time it is asked. A caller with a bearer token that cannot be judged is refused
 * ({@link UnjudgedTokens}). Callers without a token are not checked.
 */
final class RevocationGuardFilter extends OncePerRequestFilter {
    private final RevocationGate gate;
    private final ServletCallers callers;

    RevocationGuardFilter(RevocationGate gate, ServletCallers callers) {
        this.gate = gate;
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BearerAnswer refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            RevocationFilter.write(response, refusal);
        }
    }

    private @Nullable BearerAnswer refusal(HttpServletRequest request) {
        RequestScope scope = RequestScope.current();
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        Jwt jwt = CallerToken.of(caller);
        if (jwt != null && scope != null && scope.hasAccepted(jwt.getTokenValue())) {
            return null;
        }
        ServletCallers.Found found = callers.find(caller, request);
        ServletCallers.Token token = found.token();
        if (token == null || (scope != null && scope.hasAccepted(token.value()))) {
            return found.refusal();
        }
        Verdict verdict = gate.check(token.claims(), token.value(), scope == null ? gate.defaultRule() : scope.rule());
        return verdict.accepted() ? null : BearerAnswer.of(verdict);
    }
}
