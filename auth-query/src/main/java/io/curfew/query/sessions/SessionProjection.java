package io.curfew.query.sessions;

import io.curfew.query.feed.ConflictingEventException;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.personal.Opener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps {@link SessionTable} up with the events. Runs in the caller's transaction. Thread-safe as long as one user's
 * events are not applied by two callers at once.
 */
public final class SessionProjection {
    private final SessionTable table;

    public SessionProjection(SessionTable table) {
        this.table = table;
    }

    /**
     * Applies opened events, in any order, each at least once.
     *
     * @param others sessions to tell of that the events may not name
     * @return what was known before of the sessions, opened
     * @throws ConflictingEventException when an event names a session of another user
     */
    public Map<String, SessionState> apply(
            int generation, List<PublishedEvent> events, Set<String> others, Opener opener) {
        Set<String> ids = new LinkedHashSet<>();
        events.forEach(event -> ids.addAll(event.sessionIds()));
        Set<String> asked = new HashSet<>(ids);
        asked.addAll(others);
        Map<String, SessionState> stored = table.load(generation, asked);
        Map<String, SessionState> before = new HashMap<>();
        stored.forEach((id, state) -> before.put(id, state.open(opener)));
        write(generation, events, ids, stored, before);
        return before;
    }

    /** Applies opened events of whose sessions none is in the table. */
    public void load(int generation, List<PublishedEvent> events) {
        Set<String> ids = new LinkedHashSet<>();
        events.forEach(event -> ids.addAll(event.sessionIds()));
        write(generation, events, ids, Map.of(), Map.of());
    }

    private void write(
            int generation,
            List<PublishedEvent> events,
            Set<String> ids,
            Map<String, SessionState> stored,
            Map<String, SessionState> before) {
        Map<String, SessionState> after = new HashMap<>(before);
        for (PublishedEvent published : events) {
            for (String id : published.sessionIds()) {
                SessionState state = after.getOrDefault(id, SessionState.unknown(id, published.userId()));
                if (!state.userId().equals(published.userId())) {
                    throw new ConflictingEventException(published, "names a session of another user");
                }
                after.put(id, state.apply(published.seq(), published.event()));
            }
        }
        List<SessionState> inserts = new ArrayList<>();
        List<SessionState> updates = new ArrayList<>();
        for (String id : ids) {
            SessionState was = stored.get(id);
            SessionState is = after.get(id);
            if (was == null) {
                inserts.add(is);
            } else if (!was.equals(is)) {
                updates.add(is);
            }
        }
        table.insert(generation, inserts);
        table.update(generation, updates);
    }
}
