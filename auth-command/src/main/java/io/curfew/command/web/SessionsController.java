package io.curfew.command.web;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.events.RevocationReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ending one's own sessions: one of them, all others, all. Thread-safe. */
@RestController("commandSessionsController")
@RequestMapping({"", ApiPaths.V1})
class SessionsController {
    private final SessionCommands commands;
    private final Clock clock;

    SessionsController(SessionCommands commands, Clock clock) {
        this.commands = commands;
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

    @Operation(summary = "End all sessions of one's own but this one")
    @DeleteMapping("/auth/sessions/others")
    ResponseEntity<Answers.Ended> others(@Parameter(hidden = true) SessionAuthentication authentication) {
        VerifiedToken token = authentication.token();
        return all(token, token.sessionId(), RevocationReason.LOGOUT_OTHERS);
    }

    @Operation(summary = "End all sessions of one's own")
    @PostMapping("/auth/logout-all")
    ResponseEntity<Answers.Ended> all(@Parameter(hidden = true) SessionAuthentication authentication) {
        return all(authentication.token(), null, RevocationReason.LOGOUT_ALL);
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
