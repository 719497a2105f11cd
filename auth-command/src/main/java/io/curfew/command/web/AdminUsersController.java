package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.domain.AccountChange;
import io.curfew.command.domain.EraseUser;
import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.RevocationReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What administrators do to other people's sessions. Thread-safe. */
@RestController
@RequestMapping({"/admin/users/{id}", ApiPaths.V1 + "/admin/users/{id}"})
class AdminUsersController {
    private final Accounts accounts;
    private final SessionCommands commands;
    private final Clock clock;

    AdminUsersController(Accounts accounts, SessionCommands commands, Clock clock) {
        this.accounts = accounts;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(summary = "End all sessions of a user")
    @PostMapping("/logout-all")
    ResponseEntity<Answers.Ended> logoutAll(
            @PathVariable("id") String id, @Parameter(hidden = true) SessionAuthentication authentication) {
        Account ignored = requireUser(id);
        Outcome<RevokeResult> outcome = revokeAll(id, authentication.token(), RevocationReason.ADMIN, null, () -> {});
        return Replies.ok(outcome, new Answers.Ended(Replies.ended(outcome)));
    }

    @Operation(summary = "Disable an account and end all its sessions")
    @PostMapping("/disable")
    ResponseEntity<Void> disable(
            @PathVariable("id") String id, @Parameter(hidden = true) SessionAuthentication authentication) {
        // Done again it ends sessions and changes no account.
        AccountChange change = requireUser(id).disabled() ? null : AccountChange.DISABLED;
        Outcome<RevokeResult> outcome = revokeAll(
                id, authentication.token(), RevocationReason.ACCOUNT_DISABLED, change, () -> accounts.disable(id));
        int ignored = Replies.ended(outcome);
        return Replies.empty(outcome);
    }

    @Operation(summary = "Forget a user: end all sessions, empty the account, make all personal data unreadable")
    @PostMapping("/erase")
    ResponseEntity<Answers.Ended> erase(
            @PathVariable("id") String id, @Parameter(hidden = true) SessionAuthentication authentication) {
        Account ignored = requireUser(id);
        VerifiedToken by = authentication.token();
        Initiator administrator = Initiator.admin(by.userId(), by.sessionId());
        Outcome<RevokeResult> outcome =
                commands.erase(new EraseUser(id, administrator, clock.instant()), () -> accounts.erase(id));
        return Replies.ok(outcome, new Answers.Ended(Replies.ended(outcome)));
    }

    private Outcome<RevokeResult> revokeAll(
            String userId,
            VerifiedToken by,
            RevocationReason reason,
            @Nullable AccountChange change,
            Runnable sameTransaction) {
        Initiator administrator = Initiator.admin(by.userId(), by.sessionId());
        return commands.revokeAll(
                new RevokeAllSessions(userId, null, null, null, reason, administrator, change, clock.instant()),
                sameTransaction);
    }

    private Account requireUser(String id) {
        return accounts.find(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.USER_NOT_FOUND, "There is no such user."));
    }
}
