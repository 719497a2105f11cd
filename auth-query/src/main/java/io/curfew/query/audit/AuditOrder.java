package io.curfew.query.audit;

import io.curfew.query.audit.AuditReader.Place;
import io.curfew.query.store.Times;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which order events come, and what follows a place in it. One user's events come in the order of their stream, in
 * which they were decided; all others in the order of time, which within a stream is the same. Nothing that an order goes
 * by ever changes, so a place stays where it is while events are added around it. Immutable and thread-safe.
 */
public enum AuditOrder {
    /** The oldest first. */
    ASC(">", "asc"),
    /** The newest first. */
    DESC("<", "desc");

    private final String beyond;
    private final String direction;

    AuditOrder(String beyond, String direction) {
        this.beyond = beyond;
        this.direction = direction;
    }

    String sql(AuditFilter filter, @Nullable Place after) {
        String sql = "";
        if (filter.session() != null) {
            String seq = "l.seq " + beyond + " :afterSeq";
            sql = after == null ? "" : and("l.occurred_at", seq);
            return sql + by("l.occurred_at", "l.seq");
        }
        String inStream =
                "(e.user_id " + beyond + " :afterUser or (e.user_id = :afterUser and e.seq " + beyond + " :afterSeq))";
        if (filter.user() != null) {
            sql = after == null ? "" : " and " + inStream;
            return sql + by("e.user_id", "e.seq");
        }
        sql = after == null ? "" : and("e.occurred_at", inStream);
        return sql + by("e.occurred_at", "e.user_id", "e.seq");
    }

    /** The first bound alone lets an index begin at the right place. */
    private String and(String time, String then) {
        return " and " + time + " " + beyond + "= :afterAt and (" + time + " " + beyond + " :afterAt or (" + time
                + " = :afterAt and " + then + "))";
    }

    private String by(String... columns) {
        return " order by " + String.join(" " + direction + ", ", columns) + " " + direction;
    }

    static void parameters(Map<String, Object> parameters, AuditFilter filter, @Nullable Place after) {
        if (after != null) {
            parameters.put("afterSeq", after.seq());
            if (filter.session() == null) {
                parameters.put("afterUser", after.user());
            }
            if (filter.session() != null || filter.user() == null) {
                parameters.put("afterAt", Times.parameter(after.at()));
            }
        }
    }
}
