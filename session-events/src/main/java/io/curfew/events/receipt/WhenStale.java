package io.curfew.events.receipt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a node does with tokens while it is stale: the weakest of its routes. Names as in {@link NodeState}. */
public enum WhenStale {
    /** Accepts nothing. */
    CLOSED,
    /** Asks the issuer. */
    INTROSPECT,
    /** Accepts on what it knows. */
    OPEN;

    /** The value of {@code "when_stale"}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<WhenStale> named(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName().equals(wireName))
                .findFirst();
    }
}
