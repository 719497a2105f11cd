package io.curfew.command.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Accesses to histories by one reader that are recorded together. Immutable and thread-safe.
 *
 * @param exported whether it was taken away as a file, and not only read
 * @param subject the user id whose history it was; null when it was not limited to one user
 * @param what which resource, or the format
 */
public record HistoryAccess(
        boolean exported, @Nullable String subject, String what, int count, Instant firstAt, Instant lastAt) {

    /** One. */
    public static HistoryAccess one(boolean exported, @Nullable String subject, String what, Instant at) {
        return new HistoryAccess(exported, subject, what, 1, at, at);
    }

    /** These and others of the same kind. */
    public HistoryAccess plus(HistoryAccess others) {
        return new HistoryAccess(
                exported,
                subject,
                what,
                Math.addExact(count, others.count),
                others.firstAt.isBefore(firstAt) ? others.firstAt : firstAt,
                others.lastAt.isAfter(lastAt) ? others.lastAt : lastAt);
    }

    /** The same without saying of whom. */
    public HistoryAccess ofAnybody() {
        return new HistoryAccess(exported, null, what, count, firstAt, lastAt);
    }
}
