package io.curfew.command.web;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.ReauthenticationRequest;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.events.RevocationReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ending one's own sessions: one of them, all others, all. Thread-safe. */
@RestController("commandSessionsController")
@RequestMapping({"", ApiPaths.V1})
class SessionsController {
    private static final String BY_COOKIE =
            "Authenticated by a cookie it takes current_password; by a bearer token no" + " body.";

    private final SessionCommands commands;
    private final Reauthentication reauthentication;
    private final Clock clock;

    SessionsController(SessionCommands commands, Reauthentication reauthentication, Clock clock) {
        this.commands = commands;
        this.reauthentication = reauthentication;
        this.clock = clock;
    }

    @Operation(summary = "End one session of one's own")
    @DeleteMapping("/auth/sessions/{id}")
    ResponseEntity<Void> one(
            @PathVariable("id") String id, @Parameter(hidden = true) SessionAuthentication authentication) {
        VerifiedToken token = authentication.token();
        Outcome<RevokeResult> outcome = commands.revoke(new RevokeSession(
                token.userId(),
                id,
                token.sessionId(),
                RevocationReason.LOGOUT,
                Initiator.user(token.userId(), token.sessionId()),
                clock.instant()));
        int ignored = Replies.ended(outcome);
        return Replies.empty(outcome);
    }

    @Operation(summary = "End all sessions of one's own but this one", description = BY_COOKIE)
    @DeleteMapping("/auth/sessions/others")
    ResponseEntity<Answers.Ended> others(
            @RequestBody(required = false) @Nullable ReauthenticationRequest body,
            @Parameter(hidden = true) SessionAuthentication authentication,
            HttpServletRequest request) {
        VerifiedToken token = authentication.token();
        reauthentication.requireOfBrowsers(request, token, password(body));
        return all(token, token.sessionId(), RevocationReason.LOGOUT_OTHERS);
    }

    @Operation(summary = "End all sessions of one's own", description = BY_COOKIE)
    @PostMapping("/auth/logout-all")
    ResponseEntity<Answers.Ended> all(
            @RequestBody(required = false) @Nullable ReauthenticationRequest body,
            @Parameter(hidden = true) SessionAuthentication authentication,
            HttpServletRequest request) {
        reauthentication.requireOfBrowsers(request, authentication.token(), password(body));
        return all(authentication.token(), null, RevocationReason.LOGOUT_ALL);
    }

    private static @Nullable String password(@Nullable ReauthenticationRequest body) {
        return body == null ? null : body.currentPassword();
    }

    private ResponseEntity<Answers.Ended> all(VerifiedToken token, @Nullable String keep, RevocationReason reason) {
        Outcome<RevokeResult> outcome = commands.revokeAll(
                new RevokeAllSessions(
                        token.userId(),
                        keep,
                        token.sessionId(),
                        reason,
                        Initiator.user(token.userId(), token.sessionId()),
                        clock.instant()),
                () -> {});
        return Replies.ok(outcome, new Answers.Ended(Replies.ended(outcome)));
    }
}
