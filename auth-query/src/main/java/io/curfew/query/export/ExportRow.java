package io.curfew.query.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the history with all that is kept with it. Immutable and thread-safe.
 *
 * @param initiatedBy the person it was decided by, the user or an administrator
 * @param payload the JSON, exactly as it was published; personal data
 */
record ExportRow(
        String userId,
        long seq,
        String eventId,
        String type,
        @Nullable String sessionId,
        Instant occurredAt,
        String initiator,
        @Nullable String initiatedBy,
        @Nullable String actingSession,
        @Nullable String reason,
        @Nullable String clientId,
        @Nullable String deviceName,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String traceId,
        @Nullable String chain,
        @Nullable String storedDigest,
        String payload,
        int partition,
        long offset) {

    /** Where an export goes on after it. */
    ExportPlace place() {
        return new ExportPlace(occurredAt, userId, seq);
    }
}
