package io.curfew.listener.spring;

import io.curfew.listener.RevocationGate;
import io.curfew.listener.RouteRule;
import io.curfew.listener.Verdict;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds handler methods to their {@code @RequireFresh}. A caller without a token that can be judged is refused. Thread-safe.
 */
final class RequireFreshInterceptor implements HandlerInterceptor {
    private final RevocationGate gate;
    private final HandlerRules rules;
    private final ServletCallers callers;

    RequireFreshInterceptor(RevocationGate gate, HandlerRules rules, ServletCallers callers) {
        this.gate = gate;
        this.rules = rules;
        this.callers = callers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        RouteRule rule = handler instanceof HandlerMethod method ? rules.of(method) : null;
        BearerAnswer refusal = rule == null ? null : refusal(request, rule);
        if (refusal != null) {
            RevocationFilter.write(response, refusal);
        }
        return refusal == null;
    }

    private @Nullable BearerAnswer refusal(HttpServletRequest request, RouteRule rule) {
        ServletCallers.Found found =
                callers.find(SecurityContextHolder.getContext().getAuthentication(), request);
        ServletCallers.Token token = found.token();
        if (token == null) {
            // Also where unjudged tokens are let pass elsewhere: nobody knows how fresh the knowledge of this one is.
            return found.refusal() == null ? BearerAnswer.TOKEN_MISSING : found.refusal();
        }
        Verdict verdict = gate.check(token.claims(), token.value(), rule);
        return verdict.accepted() ? null : BearerAnswer.of(verdict);
    }
}
