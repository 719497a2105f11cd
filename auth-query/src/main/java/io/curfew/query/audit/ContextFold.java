package io.curfew.query.audit;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.PasswordChanged;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionEvent;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.sessions.SessionState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds events, in the order of their streams, into the context of each. Not thread-safe. */
final class ContextFold {
    private final Map<String, EventContext> sessions = new HashMap<>();

    /** Begins with what is known of sessions already, from events before all that will be folded. */
    ContextFold(Collection<SessionState> known) {
        known.forEach(state -> sessions.put(state.sessionId(), EventContext.of(state)));
    }

    /** The context of the next event. */
    EventContext next(PublishedEvent published) {
        SessionEvent event = published.event();
        String session = sessionOf(published);
        if (session == null) {
            return event instanceof RevocationRuleAdded rule && rule.kind() == RuleKind.CLIENT
                    ? new EventContext(rule.value(), null, null, null)
                    : EventContext.NONE.shownWith(event);
        }
        EventContext context = sessions.getOrDefault(session, EventContext.NONE).after(event);
        sessions.put(session, context);
        return context.shownWith(event);
    }

    /** The session whose context an event has: its own, or the one that a person signed out all sessions or changed the password from. */
    static @Nullable String sessionOf(PublishedEvent published) {
        if (published.event() instanceof AllSessionsRevoked all) {
            // An administrator's session is another user's: of it nothing is said here.
            return all.initiatingEntity() == InitiatingEntity.USER ? all.actingSessionId() : null;
        }
        if (published.event() instanceof PasswordChanged changed) {
            return changed.initiatedBy().equals(changed.userId()) ? changed.sessionId() : null;
        }
        return published.sessionId();
    }
}
