package io.curfew.query.replay;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares two generations: what a rebuild must equal (I10 Agreement). Sessions are compared where both generations know
 * the same events of the user, since the topic goes on meanwhile. Thread-safe; throws {@code DataAccessException}.
 */
final class GenerationComparison {
    private static final List<String> COMPARED = List.of(
            "user_id",
            "started_seq",
            "client_id",
            "device_name",
            "auth_method",
            "created_at",
            "absolute_expires_at",
            "seen_seq",
            "last_seen_at",
            "idle_expires_at",
            "ip_address",
            "user_agent",
            "ended_seq",
            "ended_at",
            "end_reason",
            "initiating_entity",
            "ends_at");

    private final JdbcClient jdbc;

    GenerationComparison(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts.
     *
     * @param events in the new one
     * @param missing events only in the old one
     * @param added events only in the new one, among those the old one ought to have: up to its users' positions
     * @param different sessions that are not in both and the same
     */
    record Result(long events, long missing, long added, long different) {}

    Result compare(int old, int fresh) {
        long events = count(
                "select count(*) from query_audit_event where generation in (:fresh) and generation <> :old",
                old,
                fresh);
        long missing = count(
                "select count(*) from query_audit_event o where o.generation = :old and not exists (select 1 from"
                        + " query_audit_event n where n.generation = :fresh and n.user_id = o.user_id and n.seq = o.seq"
                        + " and n.event_type = o.event_type)",
                old,
                fresh);
        long added = count(
                "select count(*) from query_audit_event n join query_user u on u.generation = :old"
                        + " and u.user_id = n.user_id and n.seq <= u.applied_seq where n.generation = :fresh"
                        + " and not exists (select 1 from query_audit_event o where o.generation = :old"
                        + " and o.user_id = n.user_id and o.seq = n.seq and o.event_type = n.event_type)",
                old,
                fresh);
        String same = COMPARED.stream()
                .map(column -> "n." + column + " is not distinct from o." + column)
                .collect(Collectors.joining(" and "));
        long different = count(
                "select count(*) from query_session o join query_user ou on ou.generation = o.generation"
                        + " and ou.user_id = o.user_id join query_user nu on nu.generation = :fresh"
                        + " and nu.user_id = o.user_id and nu.applied_seq = ou.applied_seq"
                        + " and nu.highest_seq = ou.highest_seq where o.generation = :old and not exists (select 1 from"
                        + " query_session n where n.generation = :fresh and n.session_id = o.session_id and " + same
                        + ")",
                old,
                fresh);
        different += count(
                "select count(*) from query_session n join query_user nu on nu.generation = n.generation"
                        + " and nu.user_id = n.user_id join query_user ou on ou.generation = :old"
                        + " and ou.user_id = n.user_id and nu.applied_seq = ou.applied_seq"
                        + " and nu.highest_seq = ou.highest_seq where n.generation = :fresh and not exists (select 1 from"
                        + " query_session o where o.generation = :old and o.session_id = n.session_id)",
                old,
                fresh);
        return new Result(events, missing, added, different);
    }

    private long count(String sql, int old, int fresh) {
        return jdbc.sql(sql)
                .param("old", old)
                .param("fresh", fresh)
                .query(Long.class)
                .single();
    }
}
