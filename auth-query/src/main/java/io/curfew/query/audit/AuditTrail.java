package io.curfew.query.audit;

import io.curfew.events.RevocationRuleAdded;
import io.curfew.query.feed.ConflictingEventException;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.personal.Opener;
import io.curfew.query.sessions.SessionState;
import io.curfew.query.store.RowWriter;
import io.curfew.query.store.StoredText;
import io.curfew.query.store.Times;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Writes the history: each event once per user and number (I8 AuditExactlyOnce), however often and in whatever order it
 * comes. Runs in the caller's transaction. Thread-safe as long as one user's events are not recorded by two callers at
 * once; should that happen, the primary key refuses the second.
 */
public final class AuditTrail {
    private final NamedParameterJdbcOperations jdbc;
    private final RowWriter writer;
    private final StreamTable streams;
    private final ContextRepair repair;

    public AuditTrail(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.writer = new RowWriter(jdbc);
        this.streams = new StreamTable(jdbc);
        this.repair = new ContextRepair(jdbc);
    }

    /**
     * Events that were not known.
     *
     * @param late users some of whose events came after later ones
     */
    public record Admitted(List<PublishedEvent> fresh, Set<String> late) {}

    /**
     * Tells new events from copies.
     *
     * @throws ConflictingEventException when an event is not the one already recorded under its number
     */
    public Admitted admit(int generation, List<PublishedEvent> events) {
        Set<String> late = new LinkedHashSet<>();
        Set<String> users = new LinkedHashSet<>();
        events.forEach(event -> users.add(event.userId()));
        Map<String, StreamProgress> progress = new HashMap<>(streams.load(generation, users));
        Set<String> known = new HashSet<>(progress.keySet());
        Map<String, PublishedEvent> fresh = new HashMap<>();
        List<PublishedEvent> recorded = new ArrayList<>();
        for (PublishedEvent event : events) {
            StreamProgress stream = progress.computeIfAbsent(
                    event.userId(), user -> new StreamProgress(StreamProgress.NONE, List.of()));
            String key = event.seq() + " " + event.userId();
            boolean outOfOrder = event.seq() < stream.highest();
            if (stream.add(event.seq())) {
                if (outOfOrder) {
                    late.add(event.userId());
                }
                fresh.put(key, event);
                recorded.add(event);
            } else {
                PublishedEvent twin = fresh.get(key);
                boolean same = twin == null ? isRecorded(generation, event) : isSame(twin, event);
                if (!same) {
                    throw new ConflictingEventException(event, "is not the one already recorded under that number");
                }
            }
        }
        streams.save(generation, progress, known);
        return new Admitted(recorded, late);
    }

    /** The sessions whose devices these events show; they may be about others. */
    public static Set<String> sessionsShown(List<PublishedEvent> events) {
        Set<String> shown = new LinkedHashSet<>();
        for (PublishedEvent event : events) {
            String session = ContextFold.sessionOf(event);
            if (session != null) {
                shown.add(session);
            }
        }
        return shown;
    }

    /**
     * Records what was admitted.
     *
     * @param before what was known of its sessions before
     */
    public void record(int generation, Admitted admitted, Collection<SessionState> before, Opener opener) {
        insert(generation, admitted.fresh(), new ContextFold(before));
        admitted.late().forEach(user -> repair.open(generation, user, opener));
    }

    /** Records whole streams of which nothing is recorded, each in its order and without copies. */
    public void load(int generation, List<PublishedEvent> events) {
        Map<String, StreamProgress> progress = new HashMap<>();
        events.forEach(event -> progress.computeIfAbsent(
                        event.userId(), user -> new StreamProgress(StreamProgress.NONE, List.of()))
                .add(event.seq()));
        streams.save(generation, progress, Set.of());
        insert(generation, events, new ContextFold(List.of()));
    }

    private void insert(int generation, List<PublishedEvent> events, ContextFold contexts) {
        List<SqlParameterSource> rows = new ArrayList<>();
        List<SqlParameterSource> links = new ArrayList<>();
        List<SqlParameterSource> rules = new ArrayList<>();
        for (PublishedEvent event : events) {
            rows.add(AuditRow.of(generation, event, contexts.next(event)));
            if (event.event() instanceof RevocationRuleAdded rule) {
                rules.add(rule(generation, event, rule));
            }
            for (String sessionId : new LinkedHashSet<>(event.sessionIds())) {
                links.add(key(generation, event).addValue("session_id", sessionId));
            }
        }
        writer.insert("query_audit_event", rows);
        writer.insert("query_audit_session", links);
        writer.insert("query_rule", rules);
    }

    private static MapSqlParameterSource rule(int generation, PublishedEvent event, RevocationRuleAdded rule) {
        return key(generation, event)
                .addValue("kind", rule.kind().name())
                .addValue("named", rule.value() == null ? "" : StoredText.cut(rule.value(), 255))
                .addValue("not_before", Times.parameter(rule.notBefore()));
    }

    private static MapSqlParameterSource key(int generation, PublishedEvent event) {
        return new MapSqlParameterSource()
                .addValue("generation", generation)
                .addValue("user_id", event.userId())
                .addValue("seq", event.seq())
                .addValue("occurred_at", Times.parameter(event.occurredAt()));
    }

    private boolean isRecorded(int generation, PublishedEvent event) {
        // The payload may have gained fields when it was published again; what happened, to whom and when may not
        // change.
        Long same = jdbc.queryForObject(
                "select count(*) from query_audit_event where generation = :generation and user_id = :user_id"
                        + " and seq = :seq and event_type = :event_type and occurred_at = :occurred_at"
                        + " and coalesce(session_id, '') = coalesce(:session_id, '')",
                key(generation, event)
                        .addValue("event_type", event.type().eventName())
                        .addValue("session_id", event.sessionId()),
                Long.class);
        return same != null && same == 1;
    }

    private static boolean isSame(PublishedEvent one, PublishedEvent other) {
        return one.event().equals(other.event());
    }
}
