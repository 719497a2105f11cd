package io.curfew.command.web;

import io.curfew.command.domain.RevokeResult;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionLookup.SessionRef;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.LogoutRequest;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.credentials.TokenCookies;
import io.curfew.command.web.credentials.Unauthenticated;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Which sessions a log-out ends, by what the client can show. Thread-safe. */
@Component
class Logouts {
    private final SessionRevoker revoker;
    private final Reauthentication reauthentication;

    Logouts(SessionRevoker revoker, Reauthentication reauthentication) {
        this.revoker = revoker;
        this.reauthentication = reauthentication;
    }

    /**
     * What a log-out ended, and the beginning of its answer.
     *
     * @param understood whether any of the cookies was a token of ours, if only a dead one
     */
    record Ended(int sessions, boolean understood, ResponseEntity.BodyBuilder reply) {}

    /** Ends the session of the token, the one of the refresh token, or all; a token that does not count its own one only. */
    ResponseEntity<Void> byBearer(PresentedToken presented, LogoutRequest wish, HttpServletRequest request) {
        VerifiedToken token = ours(presented).orElseThrow(() -> Unauthenticated.why(request));
        Outcome<RevokeResult> outcome;
        if (wish.refreshToken() != null) {
            outcome = named(presented, token, wish.refreshToken(), wish.all(), request);
        } else if (wish.all()) {
            outcome = all(presented, token, request);
        } else {
            outcome = revoker.own(token);
        }
        int ignored = Replies.ended(outcome);
        return Replies.empty(outcome);
    }

    private Outcome<RevokeResult> all(PresentedToken presented, VerifiedToken token, HttpServletRequest request) {
        if (!(presented instanceof PresentedToken.Valid)) {
            throw Unauthenticated.why(request);
        }
        return revoker.all(token);
    }

    private Outcome<RevokeResult> named(
            PresentedToken presented,
            VerifiedToken token,
            String refreshToken,
            boolean all,
            HttpServletRequest request) {
        SessionRef named = revoker.find(List.of(refreshToken)).stream()
                .filter(session -> session.userId().equals(token.userId()))
                .findFirst()
                .orElse(null);
        if (named == null) {
            return revoker.before(refreshToken, token.userId())
                    .map(before -> all ? all(presented, token, request) : before)
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.REFRESH_TOKEN_FOREIGN,
                            "The refresh token belongs to no active session of yours."));
        }
        if (all) {
            return all(presented, token, request);
        }
        if (presented instanceof PresentedToken.Valid) {
            return revoker.shown(named, token.sessionId(), request);
        }
        if (!named.sessionId().equals(token.sessionId())) {
            throw Unauthenticated.why(request);
        }
        return revoker.shown(named, null, request);
    }

    /** Ends the session of a refresh token, if there still is one. */
    ResponseEntity<Void> byRefreshToken(String refreshToken, HttpServletRequest request) {
        return Replies.empty(revoker.find(List.of(refreshToken)).stream()
                .findFirst()
                .map(session -> revoker.shown(session, null, request))
                .or(() -> revoker.before(refreshToken))
                .orElseGet(SessionRevoker::nothing));
    }

    /** Ends the sessions a browser's cookies belong to, or all; never fails because there is nothing to end. */
    Ended byCookies(PresentedToken presented, LogoutRequest wish, HttpServletRequest request) {
        List<String> refreshTokens = TokenCookies.refresh(request);
        List<SessionRef> shown = revoker.find(refreshTokens);
        if (wish.all()) {
            return everywhere(presented, shown, wish.currentPassword(), request);
        }
        VerifiedToken token = ours(presented).orElse(null);
        List<Outcome<RevokeResult>> outcomes = new ArrayList<>();
        Set<String> done = new HashSet<>();
        if (token != null && done.add(token.sessionId())) {
            outcomes.add(revoker.own(token));
        }
        // The refresh token, which may be of another session that goes on, would outlive the log-out.
        shown.stream()
                .filter(session -> done.add(session.sessionId()))
                .forEach(session -> outcomes.add(revoker.shown(session, null, request)));
        if (outcomes.isEmpty()) {
            refreshTokens.forEach(value -> revoker.before(value).ifPresent(outcomes::add));
            outcomes.add(SessionRevoker.nothing());
        }
        boolean understood = token != null
                || refreshTokens.stream()
                        .anyMatch(value -> RefreshToken.parse(value).isPresent());
        return ended(outcomes, understood);
    }

    private static Ended ended(List<Outcome<RevokeResult>> outcomes, boolean understood) {
        int sessions = outcomes.stream().mapToInt(Replies::ended).sum();
        return new Ended(sessions, understood, Replies.builder(leastPublished(outcomes), HttpStatus.OK));
    }

    /** What the refresh cookie proves is enough beside the password: the access cookie is gone after some minutes. */
    private Ended everywhere(
            PresentedToken presented, List<SessionRef> shown, @Nullable String password, HttpServletRequest request) {
        List<Outcome<RevokeResult>> outcomes = new ArrayList<>();
        String user;
        if (presented instanceof PresentedToken.Valid valid) {
            user = valid.token().userId();
            reauthentication.requireOfBrowsers(request, valid.token(), password);
            outcomes.add(revoker.all(valid.token()));
        } else {
            SessionRef session = shown.stream().findFirst().orElseThrow(() -> Unauthenticated.why(request));
            user = session.userId();
            reauthentication.requireOfCookies(request, session.userId(), session.sessionId(), password);
            outcomes.add(revoker.all(session, request));
        }
        // Another user's session in the same browser would have no holder any more.
        shown.stream()
                .filter(session -> !session.userId().equals(user))
                .forEach(session -> outcomes.add(revoker.shown(session, null, request)));
        return ended(outcomes, true);
    }

    /** One that is not published yet, if there is one: its answer is 202. */
    private static Outcome<RevokeResult> leastPublished(List<Outcome<RevokeResult>> outcomes) {
        return outcomes.stream().min(Comparator.comparingInt(Logouts::rank)).orElseThrow();
    }

    private static int rank(Outcome<?> outcome) {
        Outcome.Publication publication = outcome.publication();
        if (publication == null) {
            return 2;
        }
        return publication.published() ? 1 : 0;
    }

    /** A token that may end its own session: one of ours, expired, of an ended session or covered by a rule as it may be. */
    private static Optional<VerifiedToken> ours(PresentedToken presented) {
        if (presented instanceof PresentedToken.Valid valid) {
            return Optional.of(valid.token());
        }
        if (presented instanceof PresentedToken.Expired expired) {
            return Optional.of(expired.token());
        }
        if (presented instanceof PresentedToken.Ended ended) {
            return Optional.of(ended.token());
        }
        return presented instanceof PresentedToken.Revoked revoked ? Optional.of(revoked.token()) : Optional.empty();
    }
}
