package io.curfew.query.audit;

import io.curfew.query.feed.ConflictingEventException;
import io.curfew.query.feed.PublishedEvent;
import io.curfew.query.store.RowWriter;
import io.curfew.query.store.Times;
import java.util.ArrayList;
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

    public AuditTrail(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.writer = new RowWriter(jdbc);
        this.streams = new StreamTable(jdbc);
    }

    /**
     * Records events; answers those that were new.
     *
     * @throws ConflictingEventException when an event is not the one already recorded under its number
     */
    public List<PublishedEvent> record(int generation, List<PublishedEvent> events) {
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
            if (stream.add(event.seq())) {
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
        insert(generation, recorded);
        streams.save(generation, progress, known);
        return recorded;
    }

    private void insert(int generation, List<PublishedEvent> events) {
        List<SqlParameterSource> rows = new ArrayList<>();
        List<SqlParameterSource> links = new ArrayList<>();
        for (PublishedEvent event : events) {
            rows.add(row(generation, event));
            for (String sessionId : new LinkedHashSet<>(event.sessionIds())) {
                links.add(new MapSqlParameterSource()
                        .addValue("generation", generation)
                        .addValue("session_id", sessionId)
                        .addValue("user_id", event.userId())
                        .addValue("seq", event.seq()));
            }
        }
        writer.insert("query_audit_event", rows);
        writer.insert("query_audit_session", links);
    }

    /** A row, its parameters named as the columns are. */
    private static MapSqlParameterSource row(int generation, PublishedEvent event) {
        return new MapSqlParameterSource()
                .addValue("generation", generation)
                .addValue("user_id", event.userId())
                .addValue("seq", event.seq())
                .addValue("event_id", event.id())
                .addValue("event_type", event.type().eventName())
                .addValue("session_id", event.sessionId())
                .addValue("occurred_at", Times.parameter(event.occurredAt()))
                .addValue("payload", event.payload())
                .addValue("partition_number", event.partition())
                .addValue("record_offset", event.offset());
    }

    private boolean isRecorded(int generation, PublishedEvent event) {
        // The payload may have gained fields when it was published again; what happened, to whom and when may not
        // change.
        Long same = jdbc.queryForObject(
                "select count(*) from query_audit_event where generation = :generation and user_id = :user_id"
                        + " and seq = :seq and event_type = :event_type and occurred_at = :occurred_at"
                        + " and coalesce(session_id, '') = coalesce(:session_id, '')",
                row(generation, event),
                Long.class);
        return same != null && same == 1;
    }

    private static boolean isSame(PublishedEvent one, PublishedEvent other) {
        return one.event().equals(other.event());
    }
}
