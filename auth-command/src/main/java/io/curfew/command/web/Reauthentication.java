package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.LoginThrottle;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks for the password once more: a browser left open shows who signed in, not who sits there. Attempts are
 * slowed down like those of a login, but counted for the session alone: whoever floods an account's log-in from elsewhere
 * must not keep its owner from logging out everywhere. Thread-safe.
 */
@Component
class Reauthentication {
    private final Accounts accounts;
    private final LoginThrottle throttle;

    Reauthentication(Accounts accounts, LoginThrottle throttle) {
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /** Refuses a request that is authenticated by a cookie and does not show the password. */
    void requireOfBrowsers(HttpServletRequest request, VerifiedToken token, @Nullable String password) {
        if (PresentedToken.of(request).way() == PresentedToken.Way.HEADER) {
            return;
        }
        requireOfCookies(token.userId(), token.sessionId(), password);
    }

    /** Refuses a request that only cookies speak for and that does not show the password. */
    void requireOfCookies(String userId, String sessionId, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.REAUTHENTICATION_REQUIRED,
                    "With cookies this takes the password: send it as current_password.");
        }
        Account ignored = require(userId, sessionId, password);
    }

    /** The account of a token, if this is its password. */
    Account require(VerifiedToken token, String password) {
        return require(token.userId(), token.sessionId(), password);
    }

    /** The account of whoever has a live session, if this is its password. */
    Account require(String userId, String sessionId, String password) {
        String username = accounts.find(userId)
                .map(Account::username)
                .orElseThrow(() -> new ProblemException(ProblemCode.TOKEN_INVALID, "The account is gone"));
        String session = "session " + sessionId;
        try (LoginThrottle.Attempt attempt = throttle.admit(session, session)) {
            Account account = accounts.authenticate(username, password)
                    .filter(found -> found.id().equals(userId))
                    .orElse(null);
            if (account == null) {
                attempt.failed();
                throw new ProblemException(ProblemCode.WRONG_PASSWORD, "The current password is wrong.");
            }
            attempt.succeeded();
            return account;
        }
    }
}
