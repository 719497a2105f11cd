package io.curfew.listener;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * Turns probes and watermarks into one number, <em>asOf</em>: everything acknowledged before it has been applied.
 *
 * <p>A probe notes a monotonic time t0 and then asks for the end offset e: whatever was acknowledged before t0 has an
 * offset below e. A watermark applied at offset w means that everything below w is applied, and, if w ≥ e, that a relay
 * was alive after the probe. So asOf is the t0 of the latest probe with e ≤ w; with several partitions, the least of
 * theirs. A watermark replayed from before the start (w &lt; e of the first probe) proves nothing, which is why asOf being
 * known is the same as being caught up with the end at start and having seen a live watermark (I12).
 *
 * <p>Pure: reads no clock and does no I/O. Thread-safe by its monitor; never on the path of a check.
 */
final class Freshness {
    /** A feed that hears no watermark for so many probes has long been stale; older probes are of no use. */
    private static final int MAX_PENDING = 600;

    private record Probe(long nanos, long endOffset) {}

    private static final class Partition {
        private final Deque<Probe> pending = new ArrayDeque<>();
        private long watermark = -1;
        private boolean known;
        private long asOf;
    }

    private final Partition[] partitions;

    Freshness(int partitions) {
        this.partitions = new Partition[partitions];
        for (int i = 0; i < partitions; i++) {
            this.partitions[i] = new Partition();
        }
    }

    /**
     * A probe was answered.
     *
     * @param nanos the monotonic time read <em>before</em> asking
     * @param endOffset the offset that the next record will get
     */
    synchronized void probed(int partition, long endOffset, long nanos) {
        Partition p = partitions[partition];
        Probe last = p.pending.peekLast();
        if (last != null && last.endOffset() == endOffset) {
            p.pending.removeLast();
        } else if (p.pending.size() >= MAX_PENDING) {
            p.pending.removeFirst();
        }
        p.pending.addLast(new Probe(nanos, endOffset));
        settle(p);
    }

    /** A watermark at that offset, and so everything before it, has been applied. */
    synchronized void watermarkApplied(int partition, long offset) {
        Partition p = partitions[partition];
        p.watermark = Math.max(p.watermark, offset);
        settle(p);
    }

    /** The monotonic time before which everything acknowledged is applied; empty until every partition has one. */
    synchronized OptionalLong asOf() {
        long least = 0;
        boolean first = true;
        for (Partition p : partitions) {
            if (!p.known) {
                return OptionalLong.empty();
            }
            // Differences, because nanoTime may wrap.
            if (first || p.asOf - least < 0) {
                least = p.asOf;
                first = false;
            }
        }
        return first ? OptionalLong.empty() : OptionalLong.of(least);
    }

    private static void settle(Partition p) {
        Iterator<Probe> newestFirst = p.pending.descendingIterator();
        while (newestFirst.hasNext()) {
            Probe probe = newestFirst.next();
            if (probe.endOffset() <= p.watermark) {
                if (!p.known || probe.nanos() - p.asOf > 0) {
                    p.asOf = probe.nanos();
                    p.known = true;
                }
                newestFirst.remove();
                while (newestFirst.hasNext()) {
                    newestFirst.next();
                    newestFirst.remove();
                }
            }
        }
    }
}
