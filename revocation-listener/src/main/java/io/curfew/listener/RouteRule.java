package io.curfew.listener;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one route asks of the node's knowledge. Immutable and thread-safe.
 *
 * @param policy what happens when the node cannot judge
 * @param maxAge how old knowledge may be here, where the listener's own bound is too much for a sensitive operation; null
 *     for that bound. A request waits for newer knowledge, at most {@link RevocationGate#MAX_WAIT}
 */
public record RouteRule(StalenessPolicy policy, @Nullable Duration maxAge) {
    /** Refuses what the node cannot judge. */
    public static final RouteRule CLOSED = new RouteRule(StalenessPolicy.CLOSED, null);

    /** A rule of that policy. */
    public static RouteRule of(StalenessPolicy policy) {
        return new RouteRule(policy, null);
    }

    /** The same policy with knowledge of at most that age. */
    public RouteRule fresh(Duration age) {
        return new RouteRule(policy, age);
    }

    /**
     * A rule.
     *
     * @throws IllegalArgumentException when the age is negative or nothing
     */
    public RouteRule {
        if (maxAge != null && (maxAge.isNegative() || maxAge.isZero())) {
            throw new IllegalArgumentException("the age of knowledge must be more than nothing, was " + maxAge);
        }
    }
}
