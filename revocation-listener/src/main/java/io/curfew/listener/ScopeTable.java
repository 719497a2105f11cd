package io.curfew.listener;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations of one kind, by id. Merging takes the maximum, so any order and any number of repetitions end equal.
 * Entries leave by their own time only: never by size, never by memory pressure, because evicting a revocation
 * un-revokes. Thread-safe; reads take no lock.
 */
final class ScopeTable {
    /** The not-before of an exact revocation, which covers a token whenever it was issued. */
    static final long ALWAYS = Long.MAX_VALUE;

    private static final long SECOND = 1000;

    /**
     * @param notBeforeMillis tokens issued before are covered
     * @param expiresAtMillis when the last token it covers expires, not counting what verifiers forgive
     */
    record Entry(long notBeforeMillis, long expiresAtMillis) {
        Entry max(Entry other) {
            if (covers(other)) {
                return this;
            }
            return other.covers(this)
                    ? other
                    : new Entry(
                            Math.max(notBeforeMillis, other.notBeforeMillis),
                            Math.max(expiresAtMillis, other.expiresAtMillis));
        }

        private boolean covers(Entry other) {
            return notBeforeMillis >= other.notBeforeMillis && expiresAtMillis >= other.expiresAtMillis;
        }
    }

    private final Clock clock;
    private final long marginMillis;
    private final ConcurrentMap<Object, Entry> entries;
    private final Runnable cleanUp;
    /** What is revoked in the same second expires in the same second: most neighbours share one object. */
    private volatile Entry last = new Entry(0, 0);

    ScopeTable(Clock clock, Ticker ticker, long marginMillis) {
        this.clock = clock;
        this.marginMillis = marginMillis;
        var cache = Caffeine.newBuilder()
                .ticker(ticker)
                // Maintenance on the writing thread: no pool of the host application is borrowed.
                .executor(Runnable::run)
                .expireAfter(Expiry.<Object, Entry>writing(
                        (id, entry) -> Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(remainingMillis(entry)))))
                .build();
        this.entries = cache.asMap();
        this.cleanUp = cache::cleanUp;
    }

    void merge(Object id, long notBeforeMillis, long expiresAtMillis) {
        Entry entry = shared(notBeforeMillis, roundedUp(expiresAtMillis));
        if (remainingMillis(entry) > 0) {
            entries.merge(id, entry, Entry::max);
        }
    }

    /** Whether the id is revoked whenever the token was issued; no allocation. */
    boolean contains(Object id) {
        return entries.containsKey(id);
    }

    /** Whether a token of that id issued then is covered. */
    boolean covers(@Nullable String id, long issuedAtMillis) {
        if (id == null) {
            return false;
        }
        Entry entry = entries.get(id);
        return entry != null && issuedAtMillis < entry.notBeforeMillis();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    void cleanUp() {
        cleanUp.run();
    }

    /** The entries as the stream meets them; others may come and go meanwhile. */
    Stream<Map.Entry<String, Entry>> stream() {
        return entries.entrySet().stream().map(entry -> Map.entry(entry.getKey().toString(), entry.getValue()));
    }

    Map<String, Entry> snapshot() {
        Map<String, Entry> all = new HashMap<>();
        stream().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    private Entry shared(long notBeforeMillis, long expiresAtMillis) {
        Entry known = last;
        if (known.notBeforeMillis() == notBeforeMillis && known.expiresAtMillis() == expiresAtMillis) {
            return known;
        }
        Entry entry = new Entry(notBeforeMillis, expiresAtMillis);
        last = entry;
        return entry;
    }

    private static long roundedUp(long millis) {
        return (millis + SECOND - 1) / SECOND * SECOND;
    }

    private long remainingMillis(Entry entry) {
        return Math.max(0, entry.expiresAtMillis() + marginMillis - clock.millis());
    }
}
