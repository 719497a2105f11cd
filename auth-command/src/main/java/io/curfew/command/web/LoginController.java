package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.AccountChangedException;
import io.curfew.command.account.Accounts;
import io.curfew.command.account.FailedAuthentications;
import io.curfew.command.account.LoginThrottle;
import io.curfew.command.account.ThrottledException;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.SessionGrant;
import io.curfew.command.domain.StartSession;
import io.curfew.command.domain.UserErasedException;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.RefreshTokens;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.LoginRequest;
import io.curfew.command.web.body.LoginRequest.Delivery;
import io.curfew.command.web.clients.Client;
import io.curfew.command.web.clients.ClientCredentials;
import io.curfew.command.web.clients.Clients;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.AuthMethod;
import io.curfew.events.AuthenticationFailure;
import io.curfew.events.notice.Notice;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in: a password becomes a session, always a new one. Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class LoginController {
    private final Accounts accounts;
    private final LoginThrottle throttle;
    private final FailedAuthentications failures;
    private final SessionCommands commands;
    private final RefreshTokens refreshTokens;
    private final TokenReply tokens;
    private final FormerSessions former;
    private final CredentialMeters meters;
    private final RequestOrigin origins;
    private final SameSiteCheck sameSite;
    private final Clients clients;
    private final Clock clock;

    LoginController(
            Accounts accounts,
            LoginThrottle throttle,
            FailedAuthentications failures,
            SessionCommands commands,
            RefreshTokens refreshTokens,
            TokenReply tokens,
            FormerSessions former,
            CredentialMeters meters,
            RequestOrigin origins,
            SameSiteCheck sameSite,
            Clients clients,
            Clock clock) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.failures = failures;
        this.commands = commands;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.former = former;
        this.meters = meters;
        this.origins = origins;
        this.sameSite = sameSite;
        this.clients = clients;
        this.clock = clock;
    }

    @Operation(summary = "Log in: start a session")
    @PostMapping("/auth/login")
    ResponseEntity<Answers.Tokens> login(@RequestBody LoginRequest body, HttpServletRequest request) {
        Delivery delivery = body.delivery() == null ? Delivery.BODY : body.delivery();
        if (delivery == Delivery.COOKIE) {
            // Otherwise another site could sign a browser in as somebody else.
            sameSite.requireNotForeign(request);
        }
        Client client = clients.of(ClientCredentials.of(
                request.getHeader(HttpHeaders.AUTHORIZATION), body.clientId(), body.clientSecret()));
        Clients.require(client, Client.Grant.PASSWORD);
        if (delivery == Delivery.COOKIE) {
            Clients.requireForCookies(client);
        }
        Set<String> audience = clients.audience(client, body.resources());
        Origin origin = origins.of(request);
        Account account = authenticate(body, origin);
        RefreshToken refresh = refreshTokens.first();
        Outcome<SessionGrant> outcome =
                start(body, client, account, refresh, origin, former(delivery, account, request));
        return tokens.of(outcome, outcome.result(), account, client, audience, refresh, delivery, request);
    }

    private Set<String> former(Delivery delivery, Account account, HttpServletRequest request) {
        return delivery == Delivery.COOKIE ? former.of(account, request) : Set.of();
    }

    private Account authenticate(LoginRequest body, Origin origin) {
        try (LoginThrottle.Attempt attempt = admit(body.name(), origin)) {
            Account account = accounts.authenticate(body.name(), body.secret()).orElse(null);
            if (account == null) {
                attempt.failed();
                failures.login(body.name(), AuthenticationFailure.PASSWORD, origin);
                meters.count(CredentialMeters.Login.REFUSED);
                throw refused();
            }
            attempt.succeeded();
            meters.count(CredentialMeters.Login.SUCCEEDED);
            return account;
        }
    }

    private LoginThrottle.Attempt admit(String name, Origin origin) {
        try {
            return throttle.admit(name, origin.ipAddress());
        } catch (ThrottledException e) {
            failures.login(name, AuthenticationFailure.THROTTLED, origin);
            throw e;
        }
    }

    private Outcome<SessionGrant> start(
            LoginRequest body,
            Client client,
            Account account,
            RefreshToken refresh,
            Origin origin,
            Set<String> replaced) {
        StartSession command = new StartSession(
                account.id(),
                UUID.randomUUID().toString(),
                client.id(),
                body.device(),
                origin,
                AuthMethod.PASSWORD,
                refresh.hash(),
                Notice.Token.hash(refreshTokens.accessTokenIdOf(refresh)),
                replaced,
                clock.instant());
        try {
            return commands.start(command, () -> accounts.requireUnchanged(account));
        } catch (AccountChangedException | UserErasedException e) {
            throw refused();
        }
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemCode.INVALID_CREDENTIALS, "The user name or the password is wrong.");
    }
}
