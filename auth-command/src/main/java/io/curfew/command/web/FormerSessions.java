package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.credentials.TokenCookies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The sessions that a browser is signed in to when its user signs in again. The new cookies take the place of the old ones,
 * so nobody would hold those sessions any more. Thread-safe.
 */
@Component
class FormerSessions {
    private final SessionRevoker revoker;

    FormerSessions(SessionRevoker revoker) {
        this.revoker = revoker;
    }

    /** Those of the same user; another user's go on, as if in another browser. */
    Set<String> of(Account account, HttpServletRequest request) {
        Set<String> former = new HashSet<>();
        if (PresentedToken.of(request) instanceof PresentedToken.Valid valid
                && valid.way() == PresentedToken.Way.COOKIE
                && valid.token().userId().equals(account.id())) {
            former.add(valid.token().sessionId());
        }
        revoker.find(TokenCookies.refresh(request)).stream()
                .filter(session -> session.userId().equals(account.id()))
                .forEach(session -> former.add(session.sessionId()));
        return former;
    }
}
