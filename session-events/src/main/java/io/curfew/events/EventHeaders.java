package io.curfew.events;

/**
 * Names of the Kafka record headers of topic {@code session-events}: the attributes of CloudEvents 1.0 in Kafka's binary
 * mode, and ours. All values are UTF-8 text.
 */
public final class EventHeaders {
    /** Unique id of the event (CloudEvents {@code id}); also the id of the revocation it is, if it is one. */
    public static final String ID = "ce_id";
    /** {@link EventType#eventName()}. */
    public static final String TYPE = "ce_type";
    /** The issuer that published it (CloudEvents {@code source}). */
    public static final String SOURCE = "ce_source";
    /** {@link SessionEvent#occurredAt()} in RFC 3339. */
    public static final String TIME = "ce_time";
    /** The session it is about, absent for {@link AllSessionsRevoked} and most rules. */
    public static final String SUBJECT = "ce_subject";
    /** CloudEvents version, {@code 1.0}. */
    public static final String SPEC_VERSION = "ce_specversion";
    /** {@code application/json}. */
    public static final String CONTENT_TYPE = "content-type";
    /** The event's number in its stream, from 0 without gaps, in decimal. */
    public static final String SEQ = "seq";
    /** W3C trace context of the request that caused it, when there was one. */
    public static final String TRACEPARENT = "traceparent";
    /** On a notice: the id of the revocation it is part of. Informative; nothing is decided by it. */
    public static final String REVOCATION = "revocation";
    /** Where the event is in its stream's hash chain: base64url of 32 bytes, see {@code io.curfew.events.history}. */
    public static final String CHAIN = "chain";
    /** SHA-256 of the event's stored form, in base64url: it stands for what is in the store only. */
    public static final String STORED_DIGEST = "stored_digest";

    private EventHeaders() {}
}
