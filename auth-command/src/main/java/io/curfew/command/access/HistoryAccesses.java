package io.curfew.command.access;

import io.curfew.command.domain.HistoryAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts accesses to histories in memory until {@link AccessRecorder} records them: one count for each reader, kind,
 * subject and minute. Memory is bounded, and so is what one reader adds: when there were too many subjects in a minute, all
 * further ones are counted together. State is per node. Thread-safe.
 */
public final class HistoryAccesses {
    /** How many subjects and kinds of a reader are told apart in a minute. */
    static final int KINDS = 200;
    /** How many readers' minutes are held; more than there are auditors in the world of one installation. */
    static final int READERS = 1000;

    private final Clock clock;
    private final Map<ReaderMinute, Sums> counts = new ConcurrentHashMap<>();
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
        return change(key, most, sums -> {
            accesses.forEach(sums::add);
            return true;
        });
    }

    /** Does something with the sums of a reader's minute; false when there is no room for it. */
    private boolean change(ReaderMinute key, int most, Predicate<Sums> work) {
        AtomicBoolean answer = new AtomicBoolean();
        counts.compute(key, (same, known) -> {
            if (known == null && size.get() >= most) {
                return null;
            }
            Sums sums = known == null ? new Sums() : known;
            if (known == null) {
                size.incrementAndGet();
            }
            answer.set(work.test(sums));
            return sums;
        });
        return answer.get();
    }

    /**
     * Whether this is the first of its kind in its minute, and so to be recorded before anything is taken away. Others are
     * to be {@linkplain #add counted}.
     */
    boolean isFirst(String reader, HistoryAccess access) {
        return change(minute(reader, access), READERS, sums -> sums.first(Kind.of(access)));
    }

    /** What was first could not be recorded: the next one is. */
    void retract(String reader, HistoryAccess access) {
        boolean ignored = change(minute(reader, access), READERS, sums -> sums.atOnce.remove(Kind.of(access)));
    }

    private static ReaderMinute minute(String reader, HistoryAccess access) {
        return new ReaderMinute(reader, access.firstAt().truncatedTo(ChronoUnit.MINUTES));
    }

    /** Guarded by the map that holds it. */
    private static final class Sums {
        private final Map<Kind, HistoryAccess> counted = new LinkedHashMap<>();
        private final Set<Kind> atOnce = new HashSet<>();

        void add(HistoryAccess access) {
            boolean fits = counted.containsKey(Kind.of(access)) || counted.size() < KINDS;
            HistoryAccess added = fits ? access : access.ofAnybody();
            counted.merge(Kind.of(added), added, HistoryAccess::plus);
        }

        boolean first(Kind kind) {
            return atOnce.size() < KINDS && atOnce.add(kind);
        }
    }

    /** Takes out the counts of minutes that had ended by an instant. */
    List<Counted> take(Instant before) {
        List<Counted> taken = new ArrayList<>();
        for (ReaderMinute key : List.copyOf(counts.keySet())) {
            boolean ended = !key.minute().plus(1, ChronoUnit.MINUTES).isAfter(before);
            Sums sums = ended ? counts.remove(key) : null;
            if (sums != null) {
                size.decrementAndGet();
                if (!sums.counted.isEmpty()) {
                    taken.add(new Counted(key, List.copyOf(sums.counted.values())));
                }
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
