package io.curfew.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the history. Immutable and thread-safe.
 *
 * @param sessionId the session it is about, or null when it is about several; the payload names them
 * @param reason why: a name of the contract, EXPIRED, an administrator's words (text to be escaped), or null
 * @param payload the JSON as published; personal data
 */
public record AuditEntry(
        String userId,
        long seq,
        String eventId,
        String type,
        @Nullable String sessionId,
        Instant occurredAt,
        Actor actor,
        @Nullable String reason,
        Context context,
        Evidence evidence,
        String payload,
        int partition,
        long offset) {

    /**
     * Who or what brought it about.
     *
     * @param entity USER, ADMIN, POLICY or SYSTEM
     * @param userId the person, if it was one and is known
     * @param sessionId the session it was ordered from
     */
    public record Actor(String entity, @Nullable String userId, @Nullable String sessionId) {}

    /**
     * What the session was used with at that time; null where it is not known.
     *
     * @param deviceName personal data
     * @param address personal data
     * @param userAgent personal data, attacker-controlled text
     */
    public record Context(
            @Nullable String clientId,
            @Nullable String deviceName,
            @Nullable String address,
            @Nullable String userAgent) {}

    /**
     * What its record says besides.
     *
     * @param traceId of the request that caused it
     * @param chain its link in its stream's hash chain
     * @param storedDigest SHA-256 of its stored form
     */
    public record Evidence(@Nullable String traceId, @Nullable String chain, @Nullable String storedDigest) {}
}
