package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds handler methods to their {@code @RequireFresh}. Thread-safe. */
final class RequireFreshInterceptor implements HandlerInterceptor {
    private final RevocationGate gate;
    private final HandlerRules rules;

    RequireFreshInterceptor(RevocationGate gate, HandlerRules rules) {
        this.gate = gate;
        this.rules = rules;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        RouteRule rule = handler instanceof HandlerMethod method ? rules.of(method) : null;
        Jwt jwt = rule == null
                ? null
                : CallerToken.of(SecurityContextHolder.getContext().getAuthentication());
        if (rule == null || jwt == null) {
            return true;
        }
        Verdict verdict = gate.check(JwtTokenClaims.of(jwt), jwt.getTokenValue(), rule);
        if (!verdict.accepted()) {
            RevocationFilter.write(response, BearerAnswer.of(verdict));
        }
        return verdict.accepted();
    }
}
