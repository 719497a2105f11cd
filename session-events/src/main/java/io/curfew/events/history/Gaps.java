package io.curfew.events.history;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a stream that were passed over, as ranges, with what is needed to check an event that comes for one of
 * them late: takes memory for each range and each signed link in them, however wide they are. Not thread-safe.
 */
final class Gaps {
    private final TreeMap<Long, Gap> byFirst = new TreeMap<>();
    private final Map<Long, Long> signed = new HashMap<>();

    /**
     * A range that misses.
     *
     * @param end the number behind it
     * @param before the link of the event before it, null when not known
     * @param leaf of the event behind it, null when not known
     * @param link of the event behind it, null when not known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Gap(long first, long end, byte @Nullable [] before, byte @Nullable [] leaf, byte @Nullable [] link) {}

    void open(Gap gap) {
        byFirst.put(gap.first(), gap);
    }

    /** The range a number is in, or null. */
    @Nullable
    Gap at(long seq) {
        Map.Entry<Long, Gap> below = byFirst.floorEntry(seq);
        return below != null && seq < below.getValue().end() ? below.getValue() : null;
    }

    /** An event has come for this number of a range; what still misses on either side stays. */
    void fill(Gap gap, long seq, byte @Nullable [] leaf, byte @Nullable [] link) {
        byFirst.remove(gap.first());
        if (gap.first() < seq) {
            open(new Gap(gap.first(), seq, gap.before(), leaf, link));
        }
        if (seq + 1 < gap.end()) {
            open(new Gap(seq + 1, gap.end(), link, gap.leaf(), gap.link()));
        }
    }

    /** Keeps the tag of a signed link for the event that may come late. */
    void keepSigned(long seq, long tag) {
        if (at(seq) != null) {
            signed.put(seq, tag);
        }
    }

    /** The tag of the link that was signed for this number, or null for none. */
    @Nullable
    Long takeSigned(long seq) {
        return signed.remove(seq);
    }

    /** Gives the numbers that miss, the first so many of them. */
    void forEach(int limit, LongConsumer missing) {
        int left = limit;
        for (Gap gap : byFirst.values()) {
            for (long seq = gap.first(); seq < gap.end() && left > 0; seq++, left--) {
                missing.accept(seq);
            }
        }
    }
}
