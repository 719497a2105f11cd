package io.curfew.events.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what was found, the first of it word by word. Not thread-safe. */
final class Findings {
    /** So many are listed; the rest is counted. */
    static final int LISTED = 100;

    private final List<Finding> listed = new ArrayList<>();
    private long more;
    private boolean tampering;

    void add(Finding.Kind kind, @Nullable String stream, long seq, String detail) {
        tampering |= kind.isTampering();
        if (listed.size() < LISTED) {
            listed.add(new Finding(kind, stream, seq, detail));
        } else {
            more++;
        }
    }

    List<Finding> listed() {
        return listed;
    }

    long more() {
        return more;
    }

    boolean tampering() {
        return tampering;
    }
}
