package io.curfew.query.audit;

import io.curfew.events.AuthenticationFailed;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import io.curfew.query.sessions.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * What a session was used with when something happened to it; null where that is not known. Immutable and thread-safe.
 *
 * @param deviceName personal data
 * @param address personal data
 * @param userAgent personal data, attacker-controlled text
 */
record EventContext(
        @Nullable String clientId, @Nullable String deviceName, @Nullable String address, @Nullable String userAgent) {
    static final EventContext NONE = new EventContext(null, null, null, null);

    /** As the events known so far say of a session. */
    static EventContext of(SessionState state) {
        SessionState.Start start = state.start();
        SessionState.Address address = state.address();
        SessionState.Agent agent = state.agent();
        return new EventContext(
                start == null ? null : start.clientId(),
                start == null ? null : start.deviceName(),
                address == null ? null : address.ip(),
                agent == null ? null : agent.userAgent());
    }

    /** With what this later event of the session says. */
    EventContext after(SessionEvent event) {
        if (event instanceof SessionStarted e) {
            return new EventContext(e.clientId(), e.deviceName(), e.ipAddress(), e.userAgent());
        }
        if (event instanceof SessionRefreshed e) {
            return new EventContext(clientId, deviceName, or(e.ipAddress(), address), or(e.userAgent(), userAgent));
        }
        return this;
    }

    /** As it is shown with an event: one that came from elsewhere shows where it came from. */
    EventContext shownWith(SessionEvent event) {
        if (event instanceof RefreshTokenReused e) {
            return new EventContext(clientId, deviceName, e.ipAddress(), e.userAgent());
        }
        if (event instanceof RefreshTokenReplayed e) {
            return new EventContext(clientId, deviceName, e.ipAddress(), e.userAgent());
        }
        if (event instanceof AuthenticationFailed e) {
            return new EventContext(clientId, deviceName, e.ipAddress(), e.userAgent());
        }
        return this;
    }

    private static @Nullable String or(@Nullable String changed, @Nullable String before) {
        return changed == null ? before : changed;
    }
}
