package io.curfew.command.account;

import java.util.Optional;
import java.util.Set;

/** A user store in which new accounts can be made. Thread-safe; errors as in {@link Accounts}. */
public interface Registration {

    /**
     * Makes an account.
     *
     * @return empty when the name is taken
     * @throws UnacceptableException if the name or the password does not follow the rules
     */
    Optional<Account> register(String username, String password, Set<Role> roles);

    /**
     * Prepares an account: does the expensive work now, and answers the write, which is run in the transaction that records
     * the account, perhaps more than once. A store that shares no transaction with the history makes the account here.
     *
     * @return empty when the name is taken
     * @throws UnacceptableException as {@link #register}
     */
    default Optional<NewAccount> prepare(String username, String password, Set<Role> roles) {
        return register(username, password, roles).map(account -> new NewAccount(account, () -> {}));
    }
}
