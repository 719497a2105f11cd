package io.curfew.events.history;

/** What a source of events promises. */
public enum Delivery {
    /** Each event once: a database, an export. */
    ONCE,
    /** A topic: copies may follow, and readers take the first of them; what was committed first may come later. */
    AT_LEAST_ONCE
}
