package io.curfew.command.web;

import io.curfew.command.domain.AddRule;
import io.curfew.command.domain.AddUserRule;
import io.curfew.command.domain.NewRule;
import io.curfew.command.domain.RuleResult;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.RuleLookup;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.web.body.RevocationRequest;
import io.curfew.command.web.body.RuleAnswer;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.SessionAuthentication;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.RuleKind;
import io.curfew.events.notice.Notice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Revoking by rule: a token, a session, a subject, a client, a tenant, a signing key, all. Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class AdminRevocationsController {
    private final SessionCommands commands;
    private final SessionLookup sessions;
    private final RuleLookup rules;
    private final Clock clock;

    AdminRevocationsController(SessionCommands commands, SessionLookup sessions, RuleLookup rules, Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.rules = rules;
        this.clock = clock;
    }

    @Operation(
            summary = "Revoke by rule, or count what a rule would cut off",
            description = "A session is ended, exactly. A subject's sessions are ended, exactly, and tokens of other"
                    + " issuers refused. A rule about a client or all also keeps sessions that began before it from"
                    + " being refreshed. A signing key of this service is retired. Nothing takes a rule back.")
    @PostMapping("/admin/revocations")
    ResponseEntity<RuleAnswer> revoke(
            @RequestBody RevocationRequest body, @Parameter(hidden = true) SessionAuthentication authentication) {
        Instant now = clock.instant();
        Instant notBefore = body.instant();
        if (notBefore != null && notBefore.isAfter(now)) {
            throw new ProblemException(
                    ProblemCode.NOT_BEFORE_IN_FUTURE, "Field not_before is in the future: it would let tokens pass.");
        }
        RuleKind kind = body.ruleKind();
        if (body.isDryRun()) {
            RuleLookup.Matches matches = rules.matches(kind, body.value(), notBefore == null ? now : notBefore);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(RuleAnswer.matched(kind, matches.sessions(), matches.users()));
        }
        NewRule rule = new NewRule(
                UUID.randomUUID().toString(),
                kind,
                // Who knows a jti could look for its token: it goes no further.
                kind == RuleKind.TOKEN ? Notice.Token.hash(body.name()) : body.value(),
                notBefore,
                body.why(),
                authentication.token().userId());
        return reply(add(rule, now));
    }

    private Outcome<RuleResult> add(NewRule rule, Instant now) {
        String value = rule.value();
        if (value != null && rule.kind() == RuleKind.SESSION) {
            String user = sessions.userOf(value).orElseThrow(AdminRevocationsController::unknown);
            return commands.addRule(new AddUserRule(user, rule, now));
        }
        return value != null && rule.kind() == RuleKind.SUBJECT
                ? commands.addRule(new AddUserRule(value, rule, now))
                : commands.addRule(new AddRule(rule, now));
    }

    private static ResponseEntity<RuleAnswer> reply(Outcome<RuleResult> outcome) {
        if (!(outcome.result() instanceof RuleResult.Added added)) {
            throw unknown();
        }
        Outcome.Publication publication = outcome.publication();
        String id = publication == null ? null : publication.id();
        return Replies.builder(outcome, HttpStatus.CREATED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(RuleAnswer.added(added.rule(), id, added.sessionIds().size()));
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.SESSION_NOT_FOUND, "There is no such active session.");
    }
}
