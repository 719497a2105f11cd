package io.curfew.query.support;

import io.curfew.events.AuthenticationFailed;
import io.curfew.events.EventHeaders;
import io.curfew.events.EventType;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.UserErased;
import io.curfew.events.json.SessionEventJson;
import io.curfew.events.personal.KeyWrap;
import io.curfew.events.personal.PersonalField;
import io.curfew.events.personal.PersonalKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A user's stream whose personal data are sealed, and the user's key. Not thread-safe. */
public final class SealedHistory {
    private final History plain;
    private final PersonalKey key = PersonalKey.random(new SecureRandom());
    private final String wrapped;

    public SealedHistory(History plain) {
        this.plain = plain;
        this.wrapped = new KeyWrap(null).wrap(plain.user(), key);
    }

    public String user() {
        return plain.user();
    }

    public String wrappedKey() {
        return wrapped;
    }

    /** The records of all its events, sealed, and of the erasure if wanted. */
    public List<ProducerRecord<byte[], byte[]>> records(String topic, boolean erased) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (SessionEvent event : plain.events()) {
            records.add(record(topic, records.size(), seal(event)));
        }
        if (erased) {
            SessionEvent last = plain.events().get(plain.events().size() - 1);
            records.add(record(topic, records.size(), new UserErased(user(), "admin", last.occurredAt())));
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> record(String topic, int seq, SessionEvent event) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, bytes(user()), SessionEventJson.published(event));
        message.headers()
                .add(EventHeaders.ID, bytes(user() + "-" + seq))
                .add(EventHeaders.TYPE, bytes(EventType.of(event).eventName()))
                .add(EventHeaders.SEQ, bytes(String.valueOf(seq)));
        return message;
    }

    private SessionEvent seal(SessionEvent event) {
        if (event instanceof SessionStarted e) {
            return new SessionStarted(
                    e.userId(),
                    e.sessionId(),
                    e.clientId(),
                    seal(e.sessionId(), PersonalField.DEVICE_NAME, e.deviceName()),
                    key.seal(user(), e.sessionId(), PersonalField.IP_ADDRESS, e.ipAddress()),
                    key.seal(user(), e.sessionId(), PersonalField.USER_AGENT, e.userAgent()),
                    e.authMethod(),
                    e.refreshTokenHash(),
                    e.occurredAt(),
                    e.accessTokenExpiresAt(),
                    e.idleExpiresAt(),
                    e.absoluteExpiresAt(),
                    e.accessTokenIdHash());
        } else if (event instanceof SessionRefreshed e) {
            return new SessionRefreshed(
                    e.userId(),
                    e.sessionId(),
                    e.refreshTokenHash(),
                    seal(e.sessionId(), PersonalField.IP_ADDRESS, e.ipAddress()),
                    seal(e.sessionId(), PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt(),
                    e.accessTokenExpiresAt(),
                    e.idleExpiresAt(),
                    e.accessTokenIdHash());
        } else if (event instanceof RefreshTokenReplayed e) {
            return new RefreshTokenReplayed(
                    e.userId(),
                    e.sessionId(),
                    e.refreshTokenHash(),
                    key.seal(user(), e.sessionId(), PersonalField.IP_ADDRESS, e.ipAddress()),
                    key.seal(user(), e.sessionId(), PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt(),
                    e.spentAt());
        } else if (event instanceof RefreshTokenReused e) {
            return new RefreshTokenReused(
                    e.userId(),
                    e.sessionId(),
                    key.seal(user(), e.sessionId(), PersonalField.IP_ADDRESS, e.ipAddress()),
                    key.seal(user(), e.sessionId(), PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt());
        } else if (event instanceof AuthenticationFailed e) {
            return new AuthenticationFailed(
                    e.userId(),
                    e.failure(),
                    e.count(),
                    e.firstAt(),
                    e.lastAt(),
                    seal("", PersonalField.IP_ADDRESS, e.ipAddress()),
                    seal("", PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt());
        }
        return event;
    }

    private @Nullable String seal(String session, PersonalField field, @Nullable String text) {
        return text == null ? null : key.seal(user(), session, field, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
