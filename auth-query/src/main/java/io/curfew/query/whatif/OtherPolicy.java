package io.curfew.query.whatif;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The policy that was not in force; null leaves a rule as it was. Immutable and thread-safe.
 *
 * @param idle how long a session may be unused
 * @param absolute how long a session may last at all
 * @param limit how many sessions a user may have; the least recently used one gives way
 * @param leeway how long a spent refresh token is still answered
 * @param since from when on it is to have been in force, or null for always
 * @param until up to when, or null for to this day
 */
public record OtherPolicy(
        @Nullable Duration idle,
        @Nullable Duration absolute,
        @Nullable Integer limit,
        @Nullable Duration leeway,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** Whether it differs in anything. */
    boolean saysSomething() {
        return idle != null || absolute != null || limit != null || leeway != null;
    }

    /** Whether it was in force at that time. */
    boolean covers(Instant at) {
        return (since == null || !at.isBefore(since)) && !isOver(at);
    }

    /** Whether that time is after it. */
    boolean isOver(Instant at) {
        return until != null && !at.isBefore(until);
    }

    /** Its rules. */
    public enum Rule {
        IDLE,
        ABSOLUTE,
        LIMIT,
        LEEWAY
    }
}
