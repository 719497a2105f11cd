package io.curfew.command.account;

import java.util.Optional;

/**
 * The user store. Curfew brings one ({@link JdbcAccounts}); a platform that has its own declares a bean of this type,
 * which then takes its place. If that bean also implements {@link Registration}, people can register.
 *
 * <p>Implementations are thread-safe. Every method may throw Spring's {@code DataAccessException} when the store is away,
 * and {@link BusyException} when there is too much to do: both become 503, never 401.
 */
public interface Accounts {

    /**
     * Checks a password. Does the same work, and gives the same answer, for an unknown name, a wrong password and a
     * disabled account.
     */
    Optional<Account> authenticate(String username, String password);

    /** The account of a user id. */
    Optional<Account> find(String userId);

    /**
     * The user id of the account with a name, also of a disabled one. Asked in the background, some time after a login with
     * that name was refused, so that the refusal takes no longer for names that exist. A store that finds nothing here has
     * no failed logins in the history.
     */
    default Optional<String> idOf(String username) {
        return Optional.empty();
    }

    /**
     * Called in the transaction that starts a session, before it is decided: makes sure that the account is still as it
     * was when its password was checked, and stays so until the transaction ends. Otherwise a login with the old password
     * could slip in behind a password change that ended all sessions.
     *
     * @throws AccountChangedException if the password was changed or the account disabled since
     */
    void requireUnchanged(Account verified) throws AccountChangedException;

    /**
     * Prepares a password change: does the expensive work now, and answers the write, which is run in the transaction
     * that ends the sessions, perhaps more than once. The write throws {@link AccountChangedException} when another change
     * was faster.
     */
    Runnable passwordChange(Account verified, String newPassword);

    /** Disables an account; called in the transaction that ends its sessions. Harmless when it is disabled already. */
    void disable(String userId);

    /**
     * Forgets a person: disables the account for good and removes name and password from it. Called first in the
     * transaction that destroys the key of the person's data; harmless when it was done before. A store of its own should
     * remove what it holds of the person; this only {@linkplain #disable disables}.
     */
    default void erase(String userId) {
        disable(userId);
    }
}
