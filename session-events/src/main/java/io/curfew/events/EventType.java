package io.curfew.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one table of event names: what an event is called in the event store and in {@code ce_type}. A name never changes
 * and never is a class name.
 */
public enum EventType {
    SESSION_STARTED("session.started", SessionStarted.class),
    SESSION_REFRESHED("session.refreshed", SessionRefreshed.class),
    REFRESH_TOKEN_REPLAYED("session.refresh_replayed", RefreshTokenReplayed.class),
    REFRESH_TOKEN_REUSED("session.refresh_token_reused", RefreshTokenReused.class),
    SESSION_REVOKED("session.revoked", SessionRevoked.class),
    ALL_SESSIONS_REVOKED("session.all_revoked", AllSessionsRevoked.class),
    SESSION_EXPIRED("session.expired", SessionExpired.class),
    REVOCATION_RULE_ADDED("revocation.rule_added", RevocationRuleAdded.class),
    USER_ERASED("user.erased", UserErased.class),
    AUTHENTICATION_FAILED("authentication.failed", AuthenticationFailed.class),
    ACCOUNT_CREATED("account.created", AccountCreated.class),
    ACCOUNT_DISABLED("account.disabled", AccountDisabled.class),
    PASSWORD_CHANGED("password.changed", PasswordChanged.class),
    HISTORY_READ("history.read", HistoryRead.class),
    HISTORY_EXPORTED("history.exported", HistoryExported.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::eventName, Function.identity()));
    private static final Map<Class<? extends SessionEvent>, EventType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::eventClass, Function.identity()));

    private final String eventName;
    private final Class<? extends SessionEvent> eventClass;

    EventType(String eventName, Class<? extends SessionEvent> eventClass) {
        this.eventName = eventName;
        this.eventClass = eventClass;
    }

    /** The name on the wire and in the store. */
    public String eventName() {
        return eventName;
    }

    /** The record that carries it. */
    public Class<? extends SessionEvent> eventClass() {
        return eventClass;
    }

    /** The type of the given name, or empty for a name this version does not know. */
    public static Optional<EventType> named(String eventName) {
        return Optional.ofNullable(BY_NAME.get(eventName));
    }

    /** The type of the given record class, or empty for a class that is no event. */
    public static Optional<EventType> ofClass(Class<?> eventClass) {
        return Optional.ofNullable(BY_CLASS.get(eventClass));
    }

    /** The type of the given event. */
    public static EventType of(SessionEvent event) {
        return ofClass(event.getClass())
                .orElseThrow(() -> new IllegalStateException("no name for " + event.getClass()));
    }
}
