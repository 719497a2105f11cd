package io.curfew.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.curfew.events.RefreshTokenReused;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.personal.PersonalField;
import io.curfew.events.personal.PersonalKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** One user's events with the personal data sealed, as they are stored and published. Immutable and thread-safe. */
final class SealedEvents {
    private final String user;
    private final PersonalKey key;

    SealedEvents(String user) {
        this.user = user;
        this.key = key(user);
    }

    /** The key of a synthetic user: it follows from the id. */
    static PersonalKey key(String user) {
        try {
            return PersonalKey.of(MessageDigest.getInstance("SHA-256").digest(user.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event, sealed. */
    SessionEvent seal(SessionEvent event) {
        if (event instanceof SessionStarted e) {
            String sid = e.sessionId();
            return new SessionStarted(
                    user,
                    sid,
                    e.clientId(),
                    sealed(sid, PersonalField.DEVICE_NAME, e.deviceName()),
                    seal(sid, PersonalField.IP_ADDRESS, e.ipAddress()),
                    seal(sid, PersonalField.USER_AGENT, e.userAgent()),
                    e.authMethod(),
                    e.refreshTokenHash(),
                    e.occurredAt(),
                    e.accessTokenExpiresAt(),
                    e.idleExpiresAt(),
                    e.absoluteExpiresAt(),
                    e.accessTokenIdHash());
        } else if (event instanceof SessionRefreshed e) {
            String sid = e.sessionId();
            return new SessionRefreshed(
                    user,
                    sid,
                    e.refreshTokenHash(),
                    sealed(sid, PersonalField.IP_ADDRESS, e.ipAddress()),
                    sealed(sid, PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt(),
                    e.accessTokenExpiresAt(),
                    e.idleExpiresAt(),
                    e.accessTokenIdHash());
        } else if (event instanceof RefreshTokenReused e) {
            String sid = e.sessionId();
            return new RefreshTokenReused(
                    user,
                    sid,
                    seal(sid, PersonalField.IP_ADDRESS, e.ipAddress()),
                    seal(sid, PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt());
        }
        return event;
    }

    private @Nullable String sealed(String session, PersonalField field, @Nullable String text) {
        return text == null ? null : seal(session, field, text);
    }

    private String seal(String session, PersonalField field, String text) {
        return key.seal(user, session, field, text);
    }
}
