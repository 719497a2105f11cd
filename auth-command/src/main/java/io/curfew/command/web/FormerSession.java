package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.credentials.TokenCookies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The session that a browser is signed in to when its user signs in again. The new cookies take the place of the old ones,
 * so nobody would hold that session any more. Thread-safe.
 */
@Component
class FormerSession {
    private final SessionEnds ends;

    FormerSession(SessionEnds ends) {
        this.ends = ends;
    }

    /** Ends it, when it is one of the same user; another user's goes on, as if in another browser. */
    void end(Account account, HttpServletRequest request) {
        Set<String> done = new HashSet<>();
        if (PresentedToken.of(request) instanceof PresentedToken.Valid valid
                && valid.way() == PresentedToken.Way.COOKIE
                && valid.token().userId().equals(account.id())
                && done.add(valid.token().sessionId())) {
            Outcome<RevokeResult> ignored = ends.own(valid.token());
        }
        ends.find(TokenCookies.refresh(request)).stream()
                .filter(session -> session.userId().equals(account.id()) && done.add(session.sessionId()))
                .forEach(session -> {
                    Outcome<RevokeResult> ignored = ends.shown(session, null, request);
                });
    }
}
