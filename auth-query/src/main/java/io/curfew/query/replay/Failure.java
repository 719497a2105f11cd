package io.curfew.query.replay;

/**
 * A partition that cannot be read on: the record at this offset is not understood, and none is ever skipped.
 *
 * @param reason what is wrong, without the record's content
 */
public record Failure(int partition, long offset, String reason) {}
