package io.curfew.query.feed;

import io.curfew.events.AccountDisabled;
import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.AuthenticationFailed;
import io.curfew.events.EventHeaders;
import io.curfew.events.EventType;
import io.curfew.events.HistoryExported;
import io.curfew.events.HistoryRead;
import io.curfew.events.PasswordChanged;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.UserErased;
import io.curfew.events.json.EventFormatException;
import io.curfew.events.json.SessionEventJson;
import io.curfew.query.feed.PublishedEvent.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Kafka record of topic {@code session-events}, strictly: what cannot be understood whole is refused whole.
 * Stateless and thread-safe.
 */
public final class RecordReader {
    private static final int MAX_ID = 255;
    /** W3C Trace Context, section 3.2. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");

    private RecordReader() {}

    /**
     * The event in a record.
     *
     * @throws UnreadableRecordException when there is none this version can read
     */
    public static PublishedEvent read(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            throw new UnreadableRecordException("it has no value");
        }
        String typeName = header(message, EventHeaders.TYPE);
        EventType type = EventType.named(typeName)
                .orElseThrow(() -> new UnreadableRecordException("its type is unknown to this version"));
        long seq = seq(header(message, EventHeaders.SEQ));
        String payload = text(message.value(), "value");
        SessionEvent event;
        try {
            event = SessionEventJson.read(type, message.value());
        } catch (EventFormatException e) {
            throw new UnreadableRecordException(String.valueOf(e.getMessage()));
        }
        PublishedEvent published = new PublishedEvent(
                seq,
                header(message, EventHeaders.ID),
                event,
                payload,
                message.partition(),
                message.offset(),
                headers(message));
        check(published, message.key() == null ? null : text(message.key(), "key"));
        return published;
    }

    /**
     * Refuses what is not whole.
     *
     * @param key the stream that it was found in
     * @throws UnreadableRecordException when it is not of that stream, or lacks something
     */
    public static void check(PublishedEvent published, @Nullable String key) {
        if (!published.userId().equals(key)) {
            throw new UnreadableRecordException("its key is not its stream");
        }
        id(published.id(), "id");
        id(published.userId(), "stream");
        if (published.event() instanceof AllSessionsRevoked all
                && all.sessionIds().isEmpty()) {
            throw new UnreadableRecordException("it ends no session");
        }
        for (String sessionId : published.sessionIds()) {
            id(sessionId, "session");
        }
        requireFields(published.event());
    }

    private static void requireFields(SessionEvent event) {
        boolean complete = true;
        if (event instanceof SessionStarted e) {
            complete = present(
                    e.clientId(),
                    e.ipAddress(),
                    e.userAgent(),
                    e.authMethod(),
                    e.idleExpiresAt(),
                    e.absoluteExpiresAt());
        } else if (event instanceof SessionRefreshed e) {
            complete = present(e.idleExpiresAt());
        } else if (event instanceof SessionRevoked e) {
            complete = present(e.reason(), e.initiatingEntity());
        } else if (event instanceof AllSessionsRevoked e) {
            complete = present(e.reason(), e.initiatingEntity());
        } else if (event instanceof SessionExpired e) {
            complete = present(e.expiredAt());
        } else if (event instanceof RevocationRuleAdded e) {
            complete = present(e.ruleId(), e.kind(), e.reason(), e.initiatingEntity(), e.initiatedBy())
                    && (e.kind() == RuleKind.ALL) == (e.value() == null);
        } else if (event instanceof UserErased e) {
            complete = present(e.initiatedBy());
        } else if (event instanceof AuthenticationFailed e) {
            complete = present(e.failure(), e.firstAt(), e.lastAt()) && e.count() > 0;
        } else if (event instanceof HistoryRead e) {
            complete = present(e.what(), e.firstAt(), e.lastAt()) && e.count() > 0;
        } else if (event instanceof HistoryExported e) {
            complete = present(e.what(), e.firstAt(), e.lastAt()) && e.count() > 0;
        } else if (event instanceof AccountDisabled e) {
            complete = present(e.initiatedBy());
        } else if (event instanceof PasswordChanged e) {
            complete = present(e.initiatedBy());
        }
        if (!complete) {
            throw new UnreadableRecordException("it lacks a field");
        }
    }

    private static boolean present(@Nullable Object... values) {
        for (Object value : values) {
            if (value == null) {
                return false;
            }
        }
        return true;
    }

    private static void id(@Nullable String id, String what) {
        if (id == null || id.isBlank() || id.length() > MAX_ID || id.indexOf('\0') >= 0) {
            throw new UnreadableRecordException("its " + what + " id is missing, too long or not text");
        }
    }

    private static long seq(String text) {
        try {
            long seq = Long.parseLong(text);
            if (seq >= 0) {
                return seq;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UnreadableRecordException("its seq is no number");
    }

    private static Headers headers(ConsumerRecord<byte[], byte[]> message) {
        String trace = matching(message, EventHeaders.TRACEPARENT, TRACEPARENT);
        return new Headers(
                trace == null ? null : trace.substring(3, 35),
                matching(message, EventHeaders.CHAIN, DIGEST),
                matching(message, EventHeaders.STORED_DIGEST, DIGEST));
    }

    /** A header without which the event is whole: one in another form counts as absent. */
    private static @Nullable String matching(ConsumerRecord<byte[], byte[]> message, String name, Pattern form) {
        Header header = message.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        String value = new String(header.value(), StandardCharsets.ISO_8859_1);
        return form.matcher(value).matches() ? value : null;
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableRecordException("it has no header " + name);
        }
        return text(header.value(), name);
    }

    private static String text(byte[] utf8, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException("its " + what + " is not UTF-8");
        }
    }
}
