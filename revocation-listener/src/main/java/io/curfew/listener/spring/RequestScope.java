package io.curfew.listener.spring;

import io.curfew.listener.RouteRule;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What is known of the servlet request that this thread serves: the rule of its route, for a validator that sees nothing of
 * the request, and the token that passed under it. One thread's; absent where no request is served.
 */
final class RequestScope {
    private static final ThreadLocal<@Nullable RequestScope> CURRENT = new ThreadLocal<>();

    private final RouteRule rule;
    private @Nullable Jwt accepted;

    private RequestScope(RouteRule rule) {
        this.rule = rule;
    }

    static @Nullable RequestScope current() {
        return CURRENT.get();
    }

    /** Opens a scope; what was before is to be given to {@link #close}. */
    static @Nullable RequestScope open(RouteRule rule) {
        RequestScope before = CURRENT.get();
        CURRENT.set(new RequestScope(rule));
        return before;
    }

    static void close(@Nullable RequestScope before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    RouteRule rule() {
        return rule;
    }

    void accepted(Jwt jwt) {
        accepted = jwt;
    }

    /** Whether this very token passed in this request. */
    boolean hasAccepted(String token) {
        return accepted(token) != null;
    }

    /** This very token, if it passed in this request; null otherwise. */
    @Nullable
    Jwt accepted(String token) {
        Jwt jwt = accepted;
        return jwt != null && jwt.getTokenValue().equals(token) ? jwt : null;
    }
}
