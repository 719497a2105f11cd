package io.curfew.listener;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a feed that reads on well must not call itself up to date: each reason is one sentence, held until it is settled or,
 * where the matter ends by itself, until a time. Thread-safe.
 */
final class Doubts {
    static final long NO_END = Long.MAX_VALUE;

    private record Doubt(String why, long untilMillis) {}

    private final Map<String, Doubt> open = new LinkedHashMap<>();

    /**
     * Raises a doubt, or replaces the one about the same matter.
     *
     * @param untilMillis the wall-clock time from which it does not matter any more, or {@link #NO_END}
     */
    synchronized void raise(String matter, String why, long untilMillis) {
        open.put(matter, new Doubt(why, untilMillis));
    }

    synchronized void settle(String matter) {
        open.remove(matter);
    }

    /** All that is open at that time in one sentence; null when nothing is. */
    synchronized @Nullable String why(long nowMillis) {
        open.values().removeIf(doubt -> doubt.untilMillis() <= nowMillis);
        if (open.isEmpty()) {
            return null;
        }
        List<String> sentences = new ArrayList<>();
        open.values().forEach(doubt -> sentences.add(doubt.why()));
        return String.join("; ", sentences);
    }
}
