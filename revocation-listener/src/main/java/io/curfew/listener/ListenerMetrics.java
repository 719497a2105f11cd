package io.curfew.listener;

import io.curfew.events.notice.NoticeKind;

/**
 * What can be counted about a listener. Called from request threads and feed threads, so implementations are thread-safe
 * and quick; what they throw is logged and otherwise ignored, because counting must decide nothing.
 */
public interface ListenerMetrics {
    /** Counts nothing. */
    ListenerMetrics NOOP = new ListenerMetrics() {};

    /** A token was not accepted. Accepted tokens are not reported: that path stays free of calls. */
    default void refused(Verdict verdict) {}

    /** A token passed although this node could not judge it, because the policy says so. */
    default void acceptedUnjudged(StalenessPolicy policy) {}

    /** A notice was read. */
    default void seen(NoticeKind kind) {}

    /** A record was read that is no notice. */
    default void undecodable() {}
}
