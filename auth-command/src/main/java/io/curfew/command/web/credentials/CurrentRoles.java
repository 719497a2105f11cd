package io.curfew.command.web.credentials;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.Role;
import io.curfew.command.token.VerifiedToken;
import java.util.Collections;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Knows which of the roles that a token names its user still has. Thread-safe; throws as {@link Accounts} does. */
@Component
public final class CurrentRoles {
    private static final Set<String> PRIVILEGED = Set.of(Role.ADMIN.scope(), Role.AUDITOR.scope());

    private final Accounts accounts;

    CurrentRoles(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The token with the roles of today; looked up only for who claims some that others do not have. */
    public VerifiedToken of(VerifiedToken token) {
        if (Collections.disjoint(token.scopes(), PRIVILEGED)) {
            return token;
        }
        return token.within(accounts.find(token.userId())
                .filter(account -> !account.disabled())
                .map(Account::scopes)
                .orElse(Set.of()));
    }
}
