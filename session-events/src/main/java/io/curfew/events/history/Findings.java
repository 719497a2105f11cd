package io.curfew.events.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        if (kind == Finding.Kind.EDITED && joined(stream, seq, detail)) {
            return;
        }
        if (listed.size() < LISTED) {
            listed.add(new Finding(kind, stream, seq, detail));
        } else {
            more++;
        }
    }

    /** An event that is edited in several ways is one finding. */
    private boolean joined(@Nullable String stream, long seq, String detail) {
        for (int i = 0; i < listed.size(); i++) {
            Finding before = listed.get(i);
            if (before.kind() == Finding.Kind.EDITED
                    && before.seq() == seq
                    && Objects.equals(before.stream(), stream)) {
                listed.set(i, new Finding(before.kind(), stream, seq, before.detail() + "; " + detail));
                return true;
            }
        }
        return false;
    }

    void clear() {
        listed.clear();
        more = 0;
        tampering = false;
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
