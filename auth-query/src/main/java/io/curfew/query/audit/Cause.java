package io.curfew.query.audit;

import java.time.Instant;

/**
 * An event without which another would not have been. Immutable and thread-safe.
 *
 * @param userId the stream it is in, which may be a rule's
 */
public record Cause(String userId, long seq, String eventId, String type, Instant occurredAt) {}
