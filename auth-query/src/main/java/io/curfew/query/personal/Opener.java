package io.curfew.query.personal;

import io.curfew.events.AuthenticationFailed;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.events.personal.PersonalField;
import io.curfew.events.personal.PersonalKey;
import io.curfew.events.personal.SealedText;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens the personal data of some users, with the keys as one transaction found them. Remembers of whom something stayed
 * sealed. Not thread-safe.
 */
public final class Opener {
    /** What personal data is sealed for that belongs to an account and to none of its sessions. */
    static final String NO_SESSION = "";

    private final Map<String, PersonalKey> keys;
    private final Set<String> erased;
    private final Set<String> unopened = new HashSet<>();

    Opener(Map<String, PersonalKey> keys, Set<String> erased) {
        this.keys = keys;
        this.erased = erased;
    }

    /** One that knows no key, for whatever was never sealed. */
    public static Opener withoutKeys() {
        return new Opener(Map.of(), Set.of());
    }

    /** Whether the user was erased. */
    public boolean isErased(String userId) {
        return erased.contains(userId);
    }

    /** Users of whom something is sealed and no key is known. */
    public Set<String> unopened() {
        return unopened;
    }

    /**
     * What the text says: as it is when it was never sealed, sealed still when the key is not known, {@link
     * PersonalText#GONE} when the user was erased or it is no text of this place.
     */
    public @Nullable String open(String userId, String sessionId, PersonalField field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (erased.contains(userId) || text.equals(PersonalText.GONE)) {
            return PersonalText.GONE;
        }
        if (!SealedText.is(text)) {
            return text;
        }
        PersonalKey key = keys.get(userId);
        if (key == null) {
            unopened.add(userId);
            return text;
        }
        return key.open(userId, sessionId, field, text).map(PersonalText::plain).orElse(PersonalText.GONE);
    }

    /** The event with what its personal fields say. */
    public SessionEvent open(SessionEvent event) {
        if (event instanceof SessionStarted e) {
            return new SessionStarted(
                    e.userId(),
                    e.sessionId(),
                    e.clientId(),
                    open(e.userId(), e.sessionId(), PersonalField.DEVICE_NAME, e.deviceName()),
                    address(e.userId(), e.sessionId(), e.ipAddress()),
                    agent(e.userId(), e.sessionId(), e.userAgent()),
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
                    open(e.userId(), e.sessionId(), PersonalField.IP_ADDRESS, e.ipAddress()),
                    open(e.userId(), e.sessionId(), PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt(),
                    e.accessTokenExpiresAt(),
                    e.idleExpiresAt(),
                    e.accessTokenIdHash());
        } else if (event instanceof RefreshTokenReplayed e) {
            return new RefreshTokenReplayed(
                    e.userId(),
                    e.sessionId(),
                    e.refreshTokenHash(),
                    address(e.userId(), e.sessionId(), e.ipAddress()),
                    agent(e.userId(), e.sessionId(), e.userAgent()),
                    e.occurredAt(),
                    e.spentAt());
        } else if (event instanceof RefreshTokenReused e) {
            return new RefreshTokenReused(
                    e.userId(),
                    e.sessionId(),
                    address(e.userId(), e.sessionId(), e.ipAddress()),
                    agent(e.userId(), e.sessionId(), e.userAgent()),
                    e.occurredAt());
        } else if (event instanceof AuthenticationFailed e) {
            return new AuthenticationFailed(
                    e.userId(),
                    e.failure(),
                    e.count(),
                    e.firstAt(),
                    e.lastAt(),
                    open(e.userId(), NO_SESSION, PersonalField.IP_ADDRESS, e.ipAddress()),
                    open(e.userId(), NO_SESSION, PersonalField.USER_AGENT, e.userAgent()),
                    e.occurredAt());
        }
        return event;
    }

    private String address(String userId, String sessionId, String text) {
        return known(open(userId, sessionId, PersonalField.IP_ADDRESS, text));
    }

    private String agent(String userId, String sessionId, String text) {
        return known(open(userId, sessionId, PersonalField.USER_AGENT, text));
    }

    private static String known(@Nullable String text) {
        return text == null ? PersonalText.GONE : text;
    }
}
