package io.curfew.e2e.bench;

import io.curfew.events.notice.Notice;
import io.curfew.listener.InMemoryNoticeFeed;
import io.curfew.listener.RevocationListener;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * What a live revocation weighs, keys included: heap in use after a full collection with a million of them, less what it was
 * before; beside the plain map that would do if nothing ever expired.
 */
public final class MemoryBenchmark {
    private static final int ENTRIES = 1_000_000;

    private MemoryBenchmark() {}

    public static void main(String[] args) {
        System.out.printf(Locale.ROOT, "%,d entries, java %s%n", ENTRIES, Runtime.version());
        for (int round = 0; round < 3; round++) {
            report("revocation table", weigh(MemoryBenchmark::listener));
            report("floor: ConcurrentHashMap<String, Long>", weigh(MemoryBenchmark::map));
            report("floor: the session ids alone", weigh(MemoryBenchmark::ids));
        }
    }

    private static double weigh(IntFunction<Object> filled) {
        long before = used();
        Object holder = filled.apply(ENTRIES);
        long after = used();
        if (holder.hashCode() == 42) {
            System.out.print(' ');
        }
        return (after - before) / (double) ENTRIES;
    }

    private static Object listener(int entries) {
        InMemoryNoticeFeed feed = new InMemoryNoticeFeed();
        RevocationListener listener = RevocationListener.builder().feed(feed).build();
        listener.start();
        Instant start = Instant.now();
        for (int i = 0; i < entries; i++) {
            // 1,100 a second, for as long as an access token lives.
            Instant revokedAt = start.minusMillis((entries - i) * 900L / 1000);
            feed.publish(new Notice.Session(id(), revokedAt, revokedAt.plusSeconds(900)));
        }
        return listener;
    }

    private static Object map(int entries) {
        Map<String, Long> map = new ConcurrentHashMap<>();
        long now = System.currentTimeMillis();
        for (int i = 0; i < entries; i++) {
            map.put(id(), now + i);
        }
        return map;
    }

    private static Object ids(int entries) {
        String[] ids = new String[entries];
        for (int i = 0; i < entries; i++) {
            ids[i] = id();
        }
        return ids;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void report(String what, double bytes) {
        System.out.printf(Locale.ROOT, "%-45s %6.1f B per entry%n", what, bytes);
    }
}
