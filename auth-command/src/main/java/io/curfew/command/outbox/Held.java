package io.curfew.command.outbox;

/** So many notices in a partition, at offsets from the first to the last. Immutable. */
record Held(int partition, long count, long first, long last) {}
