package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.Role;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.credentials.LiveSessions;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Knows who is an administrator now. Session and role are looked up at each request: a token of a session that has ended,
 * or of an account that lost the role, is refused at once. Thread-safe.
 */
@Component
class Administrators {
    private final Accounts accounts;
    private final LiveSessions liveSessions;

    Administrators(Accounts accounts, LiveSessions liveSessions) {
        this.accounts = accounts;
        this.liveSessions = liveSessions;
    }

    /** Refuses everybody else. */
    void require(VerifiedToken token) {
        liveSessions.require(token);
        boolean administrator = accounts.find(token.userId())
                .filter(account -> !account.disabled())
                .map(Account::roles)
                .filter(roles -> roles.contains(Role.ADMIN))
                .isPresent();
        if (!administrator) {
            throw new ProblemException(ProblemCode.INSUFFICIENT_SCOPE, "The access token may not do this");
        }
    }
}
