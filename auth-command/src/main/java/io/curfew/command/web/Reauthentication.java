package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.FailedAuthentications;
import io.curfew.command.account.LoginThrottle;
import io.curfew.command.account.ThrottledException;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.AuthenticationFailure;
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
    private final FailedAuthentications failures;
    private final RequestOrigin origins;

    Reauthentication(Accounts accounts, LoginThrottle throttle, FailedAuthentications failures, RequestOrigin origins) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.failures = failures;
        this.origins = origins;
    }

    /** Refuses a request that is authenticated by a cookie and does not show the password. */
    void requireOfBrowsers(HttpServletRequest request, VerifiedToken token, @Nullable String password) {
        if (PresentedToken.of(request).way() == PresentedToken.Way.HEADER) {
            return;
        }
        requireOfCookies(request, token.userId(), token.sessionId(), password);
    }

    /** Refuses a request that only cookies speak for and that does not show the password. */
    void requireOfCookies(HttpServletRequest request, String userId, String sessionId, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.REAUTHENTICATION_REQUIRED,
                    "With cookies this takes the password: send it as current_password.");
        }
        Account ignored = require(request, userId, sessionId, password);
    }

    /** The account of a token, if this is its password. */
    Account require(HttpServletRequest request, VerifiedToken token, String password) {
        return require(request, token.userId(), token.sessionId(), password);
    }

    /** The account of whoever has a live session, if this is its password. */
    private Account require(HttpServletRequest request, String userId, String sessionId, String password) {
        String username = accounts.find(userId)
                .map(Account::username)
                .orElseThrow(() -> new ProblemException(ProblemCode.TOKEN_INVALID, "The account is gone"));
        try (LoginThrottle.Attempt attempt = admit(request, userId, "session " + sessionId)) {
            Account account = accounts.authenticate(username, password)
                    .filter(found -> found.id().equals(userId))
                    .orElse(null);
            if (account == null) {
                attempt.failed();
                failures.withinSession(userId, AuthenticationFailure.REAUTHENTICATION, origins.of(request));
                throw new ProblemException(ProblemCode.WRONG_PASSWORD, "The current password is wrong.");
            }
            attempt.succeeded();
            return account;
        }
    }

    private LoginThrottle.Attempt admit(HttpServletRequest request, String userId, String session) {
        try {
            return throttle.admit(session, session);
        } catch (ThrottledException e) {
            failures.withinSession(userId, AuthenticationFailure.THROTTLED, origins.of(request));
            throw e;
        }
    }
}
