package io.curfew.events.receipt;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and when the notices of one revocation were published. Times are the broker's (LogAppendTime), as those of
 * receipts are. Immutable and thread-safe.
 *
 * @param places by partition of the revocation topic, the highest offset of its notices
 * @param first when the first of them was appended
 * @param last when the last of them was appended
 */
public record Publication(Map<Integer, Long> places, Instant first, Instant last) {

    /** Checks that there is something. */
    public Publication {
        if (places.isEmpty() || last.isBefore(first)) {
            throw new IllegalArgumentException("a publication has at least one notice");
        }
        places = Collections.unmodifiableMap(new TreeMap<>(places));
    }

    /** One notice in the topic. */
    public record Place(int partition, long offset, Instant appendedAt) {}

    /**
     * That of these notices.
     *
     * @throws IllegalArgumentException when there are none
     */
    public static Publication of(List<Place> notices) {
        Map<Integer, Long> places = new TreeMap<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Place notice : notices) {
            places.merge(notice.partition(), notice.offset(), Math::max);
            first = notice.appendedAt().isBefore(first) ? notice.appendedAt() : first;
            last = notice.appendedAt().isAfter(last) ? notice.appendedAt() : last;
        }
        return new Publication(places, first, last);
    }

    /** Whether a node that has applied so far has applied all of it. */
    boolean within(Map<Integer, Long> applied) {
        return places.entrySet().stream()
                .allMatch(place -> applied.getOrDefault(place.getKey(), 0L) > place.getValue());
    }
}
