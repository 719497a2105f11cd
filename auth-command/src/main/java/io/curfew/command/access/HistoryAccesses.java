package io.curfew.command.access;

import io.curfew.command.domain.HistoryAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts accesses to histories in memory until {@link AccessRecorder} records them: one count for each reader, kind,
 * subject and minute. Memory is bounded, and so is what one reader adds: when there were too many subjects in a minute, all further
 * ones are counted together, by what was read. State is per node. Thread-safe.
 */
public final class HistoryAccesses {
    /** How many subjects and kinds of a reader are told apart in a minute. */
    static final int KINDS = 200;
    /** How many readers' minutes are held: far more than one installation has auditors. */
    static final int READERS = 1000;

    private final Clock clock;
    private final Map<ReaderMinute, Map<Kind, HistoryAccess>> counts = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    HistoryAccesses(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an access.
     *
     * @return false when there is no room for it
     */
    public boolean add(String reader, boolean exported, @Nullable String subject, String what) {
        Instant now = clock.instant();
        HistoryAccess access = HistoryAccess.one(exported, subject, what, now);
        return add(new ReaderMinute(reader, now.truncatedTo(ChronoUnit.MINUTES)), List.of(access), READERS);
    }

    private boolean add(ReaderMinute key, List<HistoryAccess> accesses, int most) {
        Map<Kind, HistoryAccess> kept = counts.compute(key, (same, known) -> {
            if (known == null && size.get() >= most) {
                return null;
            }
            Map<Kind, HistoryAccess> sums = known == null ? new LinkedHashMap<>() : known;
            if (known == null) {
                size.incrementAndGet();
            }
            accesses.forEach(access -> add(sums, access));
            return sums;
        });
        return kept != null;
    }

    private static void add(Map<Kind, HistoryAccess> sums, HistoryAccess access) {
        boolean fits = sums.containsKey(Kind.of(access)) || sums.size() < KINDS;
        HistoryAccess added = fits ? access : access.ofAnybody();
        sums.merge(Kind.of(added), added, HistoryAccess::plus);
    }

    /** Takes out the counts of minutes that had ended by an instant. */
    List<Counted> take(Instant before) {
        List<Counted> taken = new ArrayList<>();
        for (ReaderMinute key : List.copyOf(counts.keySet())) {
            boolean ended = !key.minute().plus(1, ChronoUnit.MINUTES).isAfter(before);
            Map<Kind, HistoryAccess> sums = ended ? counts.remove(key) : null;
            if (sums != null) {
                size.decrementAndGet();
                taken.add(new Counted(key, List.copyOf(sums.values())));
            }
        }
        return taken;
    }

    /** Puts back what could not be recorded for now. */
    void putBack(Counted counted) {
        boolean ignored = add(counted.key(), counted.accesses(), Integer.MAX_VALUE);
    }

    /** Accesses by a reader within a minute. */
    record ReaderMinute(String reader, Instant minute) {}

    record Counted(ReaderMinute key, List<HistoryAccess> accesses) {}

    private record Kind(boolean exported, @Nullable String subject, String what) {
        static Kind of(HistoryAccess access) {
            return new Kind(access.exported(), access.subject(), access.what());
        }
    }
}
