package io.curfew.query.feed;

import io.curfew.events.EventSessions;
import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was found in topic {@code session-events}. Immutable and thread-safe.
 *
 * @param seq the event's number in its stream, from 0 without gaps
 * @param id the CloudEvents id
 * @param payload the JSON as published; personal data
 * @param partition where it was found
 * @param offset where it was found
 */
public record PublishedEvent(
        long seq, String id, SessionEvent event, String payload, int partition, long offset, Headers headers) {

    /**
     * What its record says besides; null where it does not.
     *
     * @param traceId of the request that caused it (W3C Trace Context)
     * @param chain its link in its stream's hash chain
     * @param storedDigest SHA-256 of its stored form
     */
    public record Headers(@Nullable String traceId, @Nullable String chain, @Nullable String storedDigest) {
        public static final Headers NONE = new Headers(null, null, null);
    }

    /** Which stream it is in: a user's, by the user's id, or that of a revocation rule. */
    public String userId() {
        return event.streamId();
    }

    /** What it is called. */
    public EventType type() {
        return EventType.of(event);
    }

    /** When it happened, in the precision that both databases keep: microseconds. */
    public Instant occurredAt() {
        return event.occurredAt().truncatedTo(ChronoUnit.MICROS);
    }

    /** The session it is about, or null when it is about several or none. */
    public @Nullable String sessionId() {
        return EventSessions.one(event);
    }

    /** Every session it names; a rule about a session names it, and changes nothing: another event ends the session. */
    public List<String> sessionIds() {
        return EventSessions.all(event);
    }
}
