package io.curfew.query.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job and how far it is. Immutable and thread-safe.
 *
 * @param parameters JSON, as it was asked for
 * @param requestedBy the user who asked
 * @param startedAt when it was asked for
 * @param result JSON, once it is done
 * @param error one sentence, once it has failed
 */
public record Job(
        String id,
        String kind,
        State state,
        String parameters,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        Progress progress,
        @Nullable String result,
        @Nullable String error) {

    /** What became of it. */
    public enum State {
        /** A node works on it, or soon will. */
        RUNNING,
        /** It has a result. */
        DONE,
        /** It has an error. */
        FAILED
    }

    /**
     * How far it is.
     *
     * @param total as far as is known; 0 when nothing is known
     * @param rate per second
     */
    public record Progress(long done, long total, long rate) {

        /** How many seconds it will still take at this rate, or null when nobody knows. */
        public @Nullable Long etaSeconds() {
            return rate <= 0 || total <= 0 ? null : (Math.max(0, total - done) + rate - 1) / rate;
        }
    }
}
