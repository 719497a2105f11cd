package io.curfew.query.personal;

/** A table that holds personal data of users. Runs in the caller's transaction. Implementations are thread-safe. */
public interface PersonalRows {

    /** Opens what is still sealed in the rows of a user; what was changed meanwhile is left alone. */
    void open(int generation, String userId, Opener opener);

    /** Removes all personal data of a user. */
    void scrub(int generation, String userId);
}
