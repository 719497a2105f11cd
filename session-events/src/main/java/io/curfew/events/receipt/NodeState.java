package io.curfew.events.receipt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a node says it is; the names on the wire are these in lower case and never change. */
public enum NodeState {
    /** Has not caught up yet; accepts nothing unless its policy is open. */
    STARTING,
    /** Decides on its own. */
    READY,
    /** Has heard too little; recovers by itself. */
    STALE,
    /** Will accept nothing in this process again, unless its policy is open. Final. */
    FAILED,
    /** Accepts nothing from now on, whatever its policy: the last word of an instance that was closed. Final. */
    LEAVING;

    /** The value of {@code "state"}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NodeState> named(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst();
    }
}
