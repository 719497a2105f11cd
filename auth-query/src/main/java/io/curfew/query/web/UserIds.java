package io.curfew.query.web;

import io.curfew.query.replay.ReadModel;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells ids of people from what can be none, such as a user name: a question about somebody who does not exist would be
 * answered with an empty list, as if nothing had happened. auth-query knows no names and learns of a user by their first
 * event, so an id of the form that auth-command gives passes unknown; any other must occur in the history. Thread-safe;
 * throws what {@link ReadModel#read} throws.
 */
public final class UserIds {
    private static final Pattern OURS = Pattern.compile("(rule:)?\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final ReadModel model;
    private final JdbcClient jdbc;

    UserIds(ReadModel model, JdbcClient jdbc) {
        this.model = model;
        this.jdbc = jdbc;
    }

    /** Whether this may be the id of a user, or of a rule about no single user. */
    public boolean isUser(String id) {
        return has(id, "select count(*) from query_user where generation = :generation and user_id = :id");
    }

    /** The user of a session, or null when it is not known. */
    @Nullable
    String ofSession(String sessionId) {
        return model.read(generation -> jdbc.sql("select user_id from query_session where generation = :generation"
                                + " and session_id = :id")
                        .param("generation", generation)
                        .param("id", sessionId)
                        .query(String.class)
                        .optional())
                .orElse(null);
    }

    /** Whether this may be the id of somebody who brought an event about. */
    public boolean isActor(String id) {
        return isUser(id)
                || has(
                        id,
                        "select count(*) from (select 1 from query_audit_event where generation = :generation"
                                + " and initiator = 'ADMIN' and initiated_by = :id fetch first 1 rows only) found");
    }

    /** The id given in a parameter; throws {@link InvalidParameterException}. */
    @Nullable
    String user(String name, @Nullable String text) {
        return refuseUnless(text == null || isUser(require(name, text)), name, text);
    }

    /** The id given in a parameter; throws {@link InvalidParameterException}. */
    @Nullable
    String actor(String name, @Nullable String text) {
        return refuseUnless(text == null || isActor(require(name, text)), name, text);
    }

    private boolean has(String id, String sql) {
        return OURS.matcher(id).matches()
                || model.read(generation -> jdbc.sql(sql)
                                .param("generation", generation)
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                        > 0;
    }

    private static String require(String name, String text) {
        return String.valueOf(Parameters.id(name, text));
    }

    private static @Nullable String refuseUnless(boolean valid, String name, @Nullable String text) {
        if (!valid) {
            throw new InvalidParameterException(name, "the id of a user, not a name");
        }
        return text;
    }
}
