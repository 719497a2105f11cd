package io.curfew.events;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sessions an event is about. Stateless and thread-safe. */
public final class EventSessions {
    private EventSessions() {}

    /** The session it is about, or null when it is about several or none. */
    public static @Nullable String one(SessionEvent event) {
        List<String> ids = all(event);
        return event instanceof AllSessionsRevoked || ids.isEmpty() ? null : ids.get(0);
    }

    /** Every session it names; a rule about a session names it, and changes nothing: another event ends the session. */
    public static List<String> all(SessionEvent event) {
        if (event instanceof SessionStarted started) {
            return Collections.singletonList(started.sessionId());
        } else if (event instanceof SessionRefreshed refreshed) {
            return Collections.singletonList(refreshed.sessionId());
        } else if (event instanceof RefreshTokenReplayed replayed) {
            return Collections.singletonList(replayed.sessionId());
        } else if (event instanceof RefreshTokenReused reused) {
            return Collections.singletonList(reused.sessionId());
        } else if (event instanceof SessionRevoked revoked) {
            return Collections.singletonList(revoked.sessionId());
        } else if (event instanceof SessionExpired expired) {
            return Collections.singletonList(expired.sessionId());
        } else if (event instanceof AllSessionsRevoked all) {
            return all.sessionIds();
        } else if (event instanceof RevocationRuleAdded rule) {
            return rule.kind() == RuleKind.SESSION ? Collections.singletonList(rule.value()) : List.of();
        }
        if (event instanceof UserErased) {
            return List.of(); // the sessions it ended are named by the event before it
        }
        if (event instanceof AuthenticationFailed
                || event instanceof AccountCreated
                || event instanceof AccountDisabled
                || event instanceof PasswordChanged
                || event instanceof HistoryRead
                || event instanceof HistoryExported) {
            return List.of(); // about the account or another; the session a password is changed from is the actor's
        }
        throw new IllegalStateException("no sessions known of " + event.getClass());
    }
}
