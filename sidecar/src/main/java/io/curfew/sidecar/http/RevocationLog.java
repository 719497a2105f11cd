package io.curfew.sidecar.http;

import io.curfew.listener.RevocationEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last revocations applied, numbered from 1 within one life of the process. All streams read the same ring, so memory
 * is bounded however many there are; a reader that fell out of it has lost its place and is told so. Thread-safe.
 */
final class RevocationLog {
    private final String epoch;
    private final RevocationEntry[] ring;
    private long last;

    /**
     * A log.
     *
     * @param epoch tells this life of the process from every other
     * @param capacity how many are kept
     */
    RevocationLog(String epoch, int capacity) {
        this.epoch = epoch;
        this.ring = new RevocationEntry[capacity];
    }

    synchronized void append(RevocationEntry entry) {
        last++;
        ring[index(last)] = entry;
    }

    synchronized long last() {
        return last;
    }

    /** What follows that number, at most so many; null when some of it is gone. */
    synchronized @Nullable List<RevocationEntry> after(long number, int most) {
        if (last - number > ring.length) {
            return null;
        }
        List<RevocationEntry> found = new ArrayList<>();
        for (long next = number + 1; next <= last && found.size() < most; next++) {
            found.add(ring[index(next)]);
        }
        return found;
    }

    /** The name of a number, for {@code id:}. */
    String id(long number) {
        return epoch + "-" + number;
    }

    /** The number behind a name, while everything after it is still here; -1 otherwise. */
    synchronized long numberOf(String id) {
        String mine = epoch + "-";
        if (!id.startsWith(mine) || !id.substring(mine.length()).matches("\\d{1,18}")) {
            return -1;
        }
        long number = Long.parseLong(id.substring(mine.length()));
        return number <= last && last - number <= ring.length ? number : -1;
    }

    private int index(long number) {
        return (int) (number % ring.length);
    }
}
