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
}
