package io.curfew.query.web;

import io.curfew.query.replay.Horizon;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is told about an instant can still change, because not everything that happened by then is projected.
 * Immutable and thread-safe.
 *
 * @param until up to when everything published is in the answer, or null when that was never seen
 * @param complete whether that reaches to the instant
 */
record Knowledge(@Nullable Instant until, boolean complete) {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** To be asked before the rows are read. */
    static Horizon.@Nullable Known before(Horizon horizon, Instant at) {
        horizon.await(at, PATIENCE);
        return horizon.known();
    }

    /** In the transaction that reads the rows. */
    static Knowledge of(Horizon horizon, int generation, Horizon.@Nullable Known before, Instant at) {
        Instant until = horizon.knownUntil(generation, before);
        return new Knowledge(until, until != null && !until.isBefore(at));
    }
}
