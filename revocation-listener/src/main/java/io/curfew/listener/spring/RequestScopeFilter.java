package io.curfew.listener.spring;

import io.curfew.listener.RouteRule;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/** Opens the {@link RequestScope} in front of the security chain, and closes it whatever happens. Thread-safe. */
final class RequestScopeFilter extends OncePerRequestFilter {
    private final RouteRules rules;

    RequestScopeFilter(RouteRules rules) {
        this.rules = rules;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RouteRule rule = rules.of(ServletRequestPathUtils.parse(request).pathWithinApplication());
        @Nullable RequestScope before = RequestScope.open(rule);
        try {
            chain.doFilter(request, response);
        } finally {
            RequestScope.close(before);
        }
    }
}
