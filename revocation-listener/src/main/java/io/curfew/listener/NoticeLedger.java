package io.curfew.listener;

import io.curfew.events.notice.Notice;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets of one partition held a revocation, since this feed began to read; held against what watermarks claim, so
 * that records which vanished from the log, at its front or inside, are noticed although nothing else tells. One bit per
 * record. Belongs to the thread that reads.
 */
final class NoticeLedger {
    private final long start;
    private final boolean cut;
    private final BitSet revocations = new BitSet();
    private long base;

    /**
     * A ledger.
     *
     * @param start the offset reading began at
     * @param cut whether the log has nothing before, although it was not empty there: what was removed may still matter
     */
    NoticeLedger(long start, boolean cut) {
        this.start = start;
        this.cut = cut;
        this.base = start;
    }

    void revocation(long offset) {
        revocations.set(index(offset));
    }

    /** What contradicts the claim, as a sentence for operators; null when nothing does. */
    @Nullable
    String contradiction(Notice.@Nullable Unexpired claim) {
        if (claim == null || claim.count() == 0) {
            return null;
        }
        if (claim.from() < start) {
            // Chosen by time, the start leaves out only what is too old to matter to the tokens accepted here.
            return cut
                    ? "unexpired revocations from offset " + claim.from()
                            + " on were removed from the topic, which begins at " + start
                    : null;
        }
        forgetBefore(claim.from());
        int read = revocations.cardinality();
        return read >= claim.count()
                ? null
                : "the topic lost revocations: " + claim.count() + " unexpired ones are claimed from offset "
                        + claim.from() + " on, " + read + " were there";
    }

    private void forgetBefore(long from) {
        if (from - base > Long.SIZE) {
            int gone = index(from);
            BitSet rest = revocations.get(gone, Math.max(gone, revocations.length()));
            revocations.clear();
            revocations.or(rest);
            base = from;
        } else if (from > base) {
            revocations.clear(0, index(from));
        }
    }

    private int index(long offset) {
        return Math.toIntExact(offset - base);
    }
}
