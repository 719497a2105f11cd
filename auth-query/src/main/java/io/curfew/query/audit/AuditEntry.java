package io.curfew.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the history. Immutable and thread-safe.
 *
 * @param sessionId the session it is about, or null when it is about several; the payload names them
 * @param payload the JSON as published; personal data
 */
public record AuditEntry(
        String userId,
        long seq,
        String eventId,
        String type,
        @Nullable String sessionId,
        Instant occurredAt,
        String payload,
        int partition,
        long offset) {}
