package io.curfew.query.personal;

import io.curfew.events.personal.KeyWrap;
import io.curfew.events.personal.PersonalKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table {@code query_personal_key}: whose personal data can be opened, and who was erased, for ever. Runs in the caller's
 * transaction. Thread-safe; throws Spring's {@code DataAccessException}.
 */
public final class PersonalKeys {
    private final JdbcClient jdbc;
    private final KeyWrap wrap;

    public PersonalKeys(JdbcClient jdbc, KeyWrap wrap) {
        this.jdbc = jdbc;
        this.wrap = wrap;
    }

    /** An opener for some users, with what is known of them now. */
    public Opener opener(Collection<String> userIds) {
        return opener(userIds, "");
    }

    /** As {@link #opener}, and nobody is erased until the transaction ends. */
    Opener lockedOpener(Collection<String> userIds) {
        return opener(userIds, " order by user_id for update");
    }

    private Opener opener(Collection<String> userIds, String lock) {
        Map<String, PersonalKey> keys = new HashMap<>();
        Set<String> erased = new HashSet<>();
        if (!userIds.isEmpty()) {
            jdbc.sql("select user_id, wrapped_key, erased from query_personal_key where user_id in (:users)" + lock)
                    .param("users", userIds)
                    .query(row -> {
                        String user = row.getString("user_id");
                        if (row.getBoolean("erased")) {
                            erased.add(user);
                        } else {
                            keys.put(user, wrap.unwrap(user, row.getString("wrapped_key")));
                        }
                    });
        }
        return new Opener(keys, erased);
    }

    /**
     * Takes a key, unless the user was erased: then none ever comes back.
     *
     * @throws IllegalArgumentException when it cannot be unwrapped
     */
    public void put(String userId, String wrapped) {
        PersonalKey ignored = wrap.unwrap(userId, wrapped);
        int known = jdbc.sql("update query_personal_key set wrapped_key = case when erased then null else :key end"
                        + " where user_id = :user")
                .param("key", wrapped)
                .param("user", userId)
                .update();
        if (known == 0) {
            jdbc.sql("insert into query_personal_key (user_id, wrapped_key, erased) values (:user, :key, false)")
                    .param("user", userId)
                    .param("key", wrapped)
                    .update();
        }
    }

    /** Forgets a user's key for ever. */
    public void erase(String userId) {
        int known = jdbc.sql("update query_personal_key set wrapped_key = null, erased = true where user_id = :user")
                .param("user", userId)
                .update();
        if (known == 0) {
            jdbc.sql("insert into query_personal_key (user_id, wrapped_key, erased) values (:user, null, true)")
                    .param("user", userId)
                    .update();
        }
    }

    /**
     * Notes whose rows of a generation hold sealed text. A note that is there already is locked: whoever opens what it
     * stands for waits until this transaction ends, and sees what it wrote.
     */
    public void noteUnopened(int generation, Collection<String> userIds) {
        for (String user : userIds.stream().sorted().toList()) {
            if (held(generation, user)) {
                continue;
            }
            jdbc.sql("insert into query_unopened (generation, user_id) select g.generation, cast(:user as varchar(255))"
                            + " from query_generation g where g.generation = :generation and not exists (select 1 from"
                            + " query_unopened u where u.generation = :generation and u.user_id = :user)")
                    .param("user", user)
                    .param("generation", generation)
                    .update();
        }
    }

    private boolean held(int generation, String user) {
        return jdbc.sql(
                                "update query_unopened set user_id = user_id where generation = :generation and user_id = :user")
                        .param("generation", generation)
                        .param("user", user)
                        .update()
                > 0;
    }

    /** Holds the notes that are there, as {@link #noteUnopened} does, in the order that everybody takes them in. */
    void holdNotes(int generation, Collection<String> userIds) {
        userIds.stream().sorted().forEach(user -> held(generation, user));
    }

    /** Rows of a user that can be opened now. */
    record Openable(int generation, String userId) {}

    /** Those noted whose key has come since, or who were erased. */
    List<Openable> openable(int limit) {
        return jdbc.sql("select u.generation, u.user_id from query_unopened u join query_personal_key k"
                        + " on k.user_id = u.user_id order by u.user_id, u.generation fetch first :limit rows only")
                .param("limit", limit)
                .query((row, n) -> new Openable(row.getInt(1), row.getString(2)))
                .list();
    }

    /** They will be opened, in this transaction: to be called before they are read. */
    void opening(Openable rows) {
        jdbc.sql("delete from query_unopened where generation = :generation and user_id = :user")
                .param("generation", rows.generation())
                .param("user", rows.userId())
                .update();
    }

    /** Those that were read before and are not removed yet. */
    List<Integer> retired() {
        return jdbc.sql("select generation from query_generation where state = 'retired'")
                .query(Integer.class)
                .list();
    }

    /** All generations there are. */
    List<Integer> generations() {
        return jdbc.sql("select generation from query_generation")
                .query(Integer.class)
                .list();
    }
}
