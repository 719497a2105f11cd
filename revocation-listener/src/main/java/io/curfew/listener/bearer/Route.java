package io.curfew.listener.bearer;

import io.curfew.listener.RouteRule;
import org.jspecify.annotations.Nullable;

/**
 * What one route asks of a caller. Immutable.
 *
 * @param rule how fresh this node's knowledge must be, and what else to do; null for the gate's own rule
 * @param scope the scope the token must carry (RFC 6750 section 3.1); null for none
 */
public record Route(@Nullable RouteRule rule, @Nullable String scope) {
    /** A genuine token that was not revoked, by the gate's own rule. */
    public static final Route DEFAULT = new Route(null, null);

    /**
     * Checks the scope, which is written into answers.
     *
     * @throws IllegalArgumentException when it is not one word of the characters of RFC 6749 section 3.3
     */
    public Route {
        if (scope != null && !scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+")) {
            throw new IllegalArgumentException(
                    "a scope is one word without quotes or backslashes (RFC 6749 section 3.3)");
        }
    }

    /** A route that asks for a scope. */
    public static Route requiring(String scope) {
        return new Route(null, scope);
    }

    /** A route with a rule of its own. */
    public static Route under(RouteRule rule) {
        return new Route(rule, null);
    }
}
