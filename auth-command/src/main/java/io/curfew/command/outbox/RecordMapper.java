package io.curfew.command.outbox;

import io.curfew.command.history.Appended;
import io.curfew.events.EventHeaders;
import io.curfew.events.EventSessions;
import io.curfew.events.EventType;
import io.curfew.events.SessionEvent;
import io.curfew.events.history.Encoding;
import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Says which Kafka records the events of one command become: first the notices of what it revoked, which are urgent, then
 * each event. Immutable and thread-safe.
 */
final class RecordMapper {
    private static final String TRACEPARENT = "traceparent";

    private final String source;
    private final String eventsTopic;
    private final String revocationsTopic;
    private final String keysTopic;

    /** Makes one; {@code source} is the issuer, the CloudEvents {@code source}. */
    RecordMapper(String source, String eventsTopic, String revocationsTopic, String keysTopic) {
        this.source = source;
        this.eventsTopic = eventsTopic;
        this.revocationsTopic = revocationsTopic;
        this.keysTopic = keysTopic;
    }

    /** The records of the events that one command appended. All of its notices share one revocation id. */
    List<OutboxRecord> records(List<? extends DomainEventMessage<?>> events) {
        List<OutboxRecord> notices = new ArrayList<>();
        List<OutboxRecord> records = new ArrayList<>();
        long position = events.get(events.size() - 1).getSequenceNumber();
        String revocationId = RevocationId.of(events);
        for (DomainEventMessage<?> message : events) {
            if (!(message.getPayload() instanceof SessionEvent event)) {
                throw new IllegalStateException("not a session event: " + message.getPayloadType());
            }
            for (Notice.Revocation notice : Notices.of(event)) {
                notices.add(notice(notice, revocationId, position, message));
            }
            records.add(event(message, event, position));
        }
        notices.addAll(records);
        return notices;
    }

    /** The record of a user's wrapped key, or the one that says there is none any more. */
    OutboxRecord key(String userId, @Nullable String wrapped) {
        return new OutboxRecord(
                keysTopic,
                userId.getBytes(StandardCharsets.UTF_8),
                wrapped == null ? null : wrapped.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                null,
                0,
                null);
    }

    /** Each says which revocation it is part of, for whoever asks the topic what became of it. */
    private OutboxRecord notice(
            Notice.Revocation notice, @Nullable String revocationId, long position, DomainEventMessage<?> message) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (revocationId != null) {
            headers.put(EventHeaders.REVOCATION, revocationId);
        }
        putTrace(message, headers);
        return new OutboxRecord(
                revocationsTopic,
                NoticeCodec.encodeKey(notice),
                NoticeCodec.encodeValue(notice),
                headers,
                revocationId,
                position,
                notice.expiresAt());
    }

    /** The value is cut from the bytes that were stored, so that the hash chain holds for both. */
    private OutboxRecord event(DomainEventMessage<?> message, SessionEvent event, long position) {
        Appended appended = Appended.of(message.getIdentifier());
        return new OutboxRecord(
                eventsTopic,
                event.streamId().getBytes(StandardCharsets.UTF_8),
                appended.published(),
                headers(message, event, appended),
                null,
                position,
                null);
    }

    private Map<String, String> headers(DomainEventMessage<?> message, SessionEvent event, Appended appended) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(EventHeaders.SPEC_VERSION, "1.0");
        headers.put(EventHeaders.ID, message.getIdentifier());
        headers.put(EventHeaders.TYPE, EventType.of(event).eventName());
        headers.put(EventHeaders.SOURCE, source);
        headers.put(EventHeaders.TIME, event.occurredAt().toString());
        String subject = EventSessions.one(event);
        if (subject != null) {
            headers.put(EventHeaders.SUBJECT, subject);
        }
        headers.put(EventHeaders.CONTENT_TYPE, "application/json");
        headers.put(EventHeaders.SEQ, Long.toString(message.getSequenceNumber()));
        headers.put(EventHeaders.CHAIN, Encoding.encode(appended.link()));
        headers.put(EventHeaders.STORED_DIGEST, Encoding.encode(appended.storedDigest()));
        putTrace(message, headers);
        return headers;
    }

    private static void putTrace(DomainEventMessage<?> message, Map<String, String> headers) {
        if (message.getMetaData().get(TRACEPARENT) instanceof String traceparent) {
            headers.put(EventHeaders.TRACEPARENT, traceparent);
        }
    }
}
