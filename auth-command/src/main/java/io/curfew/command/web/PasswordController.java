package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.domain.AccountChange;
import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.PasswordRequest;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.events.RevocationReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changing the password, which ends every session in the same transaction. Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class PasswordController {
    private final Accounts accounts;
    private final Reauthentication reauthentication;
    private final SessionCommands commands;
    private final Clock clock;

    PasswordController(Accounts accounts, Reauthentication reauthentication, SessionCommands commands, Clock clock) {
        this.accounts = accounts;
        this.reauthentication = reauthentication;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(summary = "Change the password and end all sessions")
    @PostMapping("/auth/password")
    ResponseEntity<Void> change(
            @RequestBody PasswordRequest body,
            @Parameter(hidden = true) SessionAuthentication authentication,
            HttpServletRequest request) {
        VerifiedToken token = authentication.token();
        Account account = reauthentication.require(request, token, body.current());
        Runnable write = accounts.passwordChange(account, body.replacement());
        Outcome<RevokeResult> outcome = commands.revokeAll(
                new RevokeAllSessions(
                        token.userId(),
                        null,
                        token.sessionId(),
                        null,
                        RevocationReason.PASSWORD_CHANGED,
                        Initiator.user(token.userId(), token.sessionId()),
                        AccountChange.PASSWORD_CHANGED,
                        clock.instant()),
                write);
        int ignored = Replies.ended(outcome);
        return Replies.empty(outcome);
    }
}
