package io.curfew.command.outbox;

/** A record in the outbox, by its id there. Immutable. */
record OutboxRow(long id, OutboxRecord record) {}
