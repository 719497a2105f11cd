package io.curfew.command.domain;

import io.curfew.events.AuthenticationFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Failed authentications into one account that are recorded together. Immutable and thread-safe.
 *
 * @param origin where the last of them came from; null for those from further addresses, when there were too many
 */
public record FailedAttempts(
        AuthenticationFailure failure, int count, Instant firstAt, Instant lastAt, @Nullable Origin origin) {

    /** One. */
    public static FailedAttempts one(AuthenticationFailure failure, Origin origin, Instant at) {
        return new FailedAttempts(failure, 1, at, at, origin);
    }

    /** These and others of the same kind, by the origin of the last. */
    public FailedAttempts plus(FailedAttempts others) {
        boolean later = !others.lastAt.isBefore(lastAt);
        return new FailedAttempts(
                failure,
                Math.addExact(count, others.count),
                others.firstAt.isBefore(firstAt) ? others.firstAt : firstAt,
                later ? others.lastAt : lastAt,
                later ? others.origin : origin);
    }

    /** The same without saying from where. */
    public FailedAttempts withoutOrigin() {
        return new FailedAttempts(failure, count, firstAt, lastAt, null);
    }
}
