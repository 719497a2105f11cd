package io.curfew.query.audit;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How far one user's stream is known: everything up to a number, and some beyond it when events came out of order. Tells
 * new events from copies. Not thread-safe.
 */
final class StreamProgress {
    /** Nothing is applied. */
    static final long NONE = -1;

    private final NavigableSet<Long> beyond;
    private long applied;

    /**
     * @param applied every event up to this number is known
     * @param beyond the known events above it
     */
    StreamProgress(long applied, Collection<Long> beyond) {
        this.applied = applied;
        this.beyond = new TreeSet<>(beyond);
        close();
    }

    /** Whether the event of this number is known. */
    boolean knows(long seq) {
        return seq <= applied || beyond.contains(seq);
    }

    /** Makes the event of this number known; answers whether it was new. */
    boolean add(long seq) {
        if (knows(seq)) {
            return false;
        }
        beyond.add(seq);
        close();
        return true;
    }

    /** Every event up to this number is known. */
    long applied() {
        return applied;
    }

    /** The highest known number. */
    long highest() {
        return beyond.isEmpty() ? applied : beyond.last();
    }

    private void close() {
        while (beyond.remove(applied + 1)) {
            applied++;
        }
    }
}
