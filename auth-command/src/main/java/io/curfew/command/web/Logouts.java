package io.curfew.command.web;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.sessions.SessionLookup.SessionRef;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.LogoutRequest;
import io.curfew.command.web.credentials.PresentedToken;
import io.curfew.command.web.credentials.TokenCookies;
import io.curfew.command.web.credentials.Unauthenticated;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.RevocationReason;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Which sessions a log-out ends, by what the client can show. Thread-safe. */
@Component
class Logouts {
    private final SessionCommands commands;
    private final SessionLookup lookup;
    private final Reauthentication reauthentication;
    private final Clock clock;

    Logouts(SessionCommands commands, SessionLookup lookup, Reauthentication reauthentication, Clock clock) {
        this.commands = commands;
        this.lookup = lookup;
        this.reauthentication = reauthentication;
        this.clock = clock;
    }

    /** What a log-out ended, and the beginning of its answer. */
    record Ended(int sessions, ResponseEntity.BodyBuilder reply) {}

    /** Ends the session of the token, the one of the refresh token, or all; an expired token its own one only. */
    ResponseEntity<Void> byBearer(PresentedToken presented, LogoutRequest wish, HttpServletRequest request) {
        VerifiedToken token = wellSigned(presented).orElseThrow(() -> Unauthenticated.why(request));
        String refreshToken = wish.refreshToken();
        String sessionId = refreshToken == null ? token.sessionId() : ownSession(token, refreshToken);
        if (token.expired() && (wish.all() || !sessionId.equals(token.sessionId()))) {
            throw Unauthenticated.expired();
        }
        Outcome<RevokeResult> outcome = wish.all() ? all(token) : one(token.userId(), sessionId, token.sessionId());
        int ignored = Replies.ended(outcome);
        return Replies.empty(outcome);
    }

    /** Ends the session of a refresh token, if there still is one. */
    ResponseEntity<Void> byRefreshToken(String refreshToken) {
        Optional<SessionRef> session = find(refreshToken);
        if (session.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        return Replies.empty(one(session.get().userId(), session.get().sessionId(), null));
    }

    /** Ends the session a browser's cookies belong to, or all; never fails because there is nothing to end. */
    Ended byCookies(PresentedToken presented, LogoutRequest wish, HttpServletRequest request) {
        VerifiedToken token = wellSigned(presented).orElse(null);
        if (wish.all() && token != null && !token.expired()) {
            reauthentication.requireOfBrowsers(request, token, wish.currentPassword());
            return ended(all(token));
        }
        // One that a rule covers may still end its own session.
        VerifiedToken own = presented instanceof PresentedToken.Revoked revoked ? revoked.token() : token;
        Ended byAccess =
                own == null ? new Ended(0, ResponseEntity.ok()) : ended(one(own.userId(), own.sessionId(), null));
        if (byAccess.sessions() > 0) {
            return byAccess;
        }
        // Else the refresh token, which may be of a session that goes on, would outlive the log-out.
        return TokenCookies.refresh(request)
                .flatMap(this::find)
                .map(session -> ended(one(session.userId(), session.sessionId(), null)))
                .orElse(byAccess);
    }

    private static Ended ended(Outcome<RevokeResult> outcome) {
        int sessions = outcome.result() instanceof RevokeResult.Revoked revoked
                ? revoked.sessionIds().size()
                : 0;
        return new Ended(sessions, Replies.builder(outcome, HttpStatus.OK));
    }

    private Outcome<RevokeResult> one(String userId, String sessionId, @Nullable String actingSessionId) {
        // Without an access token that counts it is the session's own refresh token, or its cookie, that asks.
        String from = actingSessionId == null ? sessionId : actingSessionId;
        return commands.revoke(new RevokeSession(
                userId,
                sessionId,
                actingSessionId,
                RevocationReason.LOGOUT,
                Initiator.user(userId, from),
                clock.instant()));
    }

    private Outcome<RevokeResult> all(VerifiedToken token) {
        return commands.revokeAll(
                new RevokeAllSessions(
                        token.userId(),
                        null,
                        token.sessionId(),
                        RevocationReason.LOGOUT_ALL,
                        Initiator.user(token.userId(), token.sessionId()),
                        clock.instant()),
                () -> {});
    }

    private String ownSession(VerifiedToken token, String refreshToken) {
        return find(refreshToken)
                .filter(session -> session.userId().equals(token.userId()))
                .map(SessionRef::sessionId)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.REFRESH_TOKEN_FOREIGN, "The refresh token belongs to no active session of yours."));
    }

    private Optional<SessionRef> find(String refreshToken) {
        return RefreshToken.parse(refreshToken).flatMap(token -> lookup.byRefreshTokenHash(token.hash()));
    }

    private static Optional<VerifiedToken> wellSigned(PresentedToken presented) {
        if (presented instanceof PresentedToken.Valid valid) {
            return Optional.of(valid.token());
        }
        return presented instanceof PresentedToken.Expired expired ? Optional.of(expired.token()) : Optional.empty();
    }
}
