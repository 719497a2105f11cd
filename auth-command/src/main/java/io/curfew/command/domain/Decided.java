package io.curfew.command.domain;

/**
 * A decision of the aggregate. Immutable and thread-safe.
 *
 * @param position the number of the last event in the user's stream, this decision's own included; -1 when there is none
 */
public record Decided<R>(R result, long position) {}
