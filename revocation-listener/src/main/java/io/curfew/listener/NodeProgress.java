package io.curfew.listener;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How far this node has applied the topic, and what it does when it knows too little; for its receipts. Written by feed
 * threads, read by the thread that reports. Thread-safe by its monitor; never on the path of a check.
 */
final class NodeProgress {
    private final Map<Integer, Long> applied = new TreeMap<>();
    private boolean doubtful;
    private StalenessPolicy weakest = StalenessPolicy.CLOSED;
    private long changes;

    /** Every notice below that offset has been applied. Not believed while a record that was met is not understood. */
    synchronized void applied(int partition, long nextOffset) {
        if (!doubtful && !Long.valueOf(nextOffset).equals(applied.put(partition, nextOffset))) {
            changed();
        }
    }

    /** A record was met that may be a revocation and was not applied. */
    synchronized void undecodable() {
        doubtful = true;
    }

    /** What was doubtful cannot matter any more. */
    synchronized void upToDate() {
        doubtful = false;
    }

    /** Some route decides by this policy when the node is stale. */
    synchronized void decidesBy(StalenessPolicy policy) {
        if (policy.compareTo(weakest) > 0) {
            weakest = policy;
            changed();
        }
    }

    synchronized Map<Integer, Long> applied() {
        return new TreeMap<>(applied);
    }

    /** The least strict of all policies in use. */
    synchronized StalenessPolicy weakest() {
        return weakest;
    }

    /** Counts the changes. */
    synchronized long changes() {
        return changes;
    }

    /** Waits until there are more changes than these, at most so long; may return early. */
    synchronized void awaitChange(long seen, long nanos) throws InterruptedException {
        if (changes == seen && nanos > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }

    /** Ends every wait. */
    synchronized void wake() {
        notifyAll();
    }

    private void changed() {
        changes++;
        notifyAll();
    }
}
