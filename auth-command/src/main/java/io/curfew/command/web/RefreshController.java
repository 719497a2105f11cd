package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.SessionGrant;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.RefreshTokens;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.Form;
import io.curfew.command.web.body.LoginRequest.Delivery;
import io.curfew.command.web.body.RefreshRequest;
import io.curfew.command.web.clients.Client;
import io.curfew.command.web.clients.ClientCredentials;
import io.curfew.command.web.clients.Clients;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.ReceivedAt;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.credentials.TokenCookies;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.notice.Notice;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refreshing: a refresh token becomes an access token and the next refresh token (RFC 6749, section 6). Thread-safe. */
@RestController
@RequestMapping({"", ApiPaths.V1})
class RefreshController {
    private final Accounts accounts;
    private final SessionLookup lookup;
    private final SessionCommands commands;
    private final RefreshTokens refreshTokens;
    private final TokenReply tokens;
    private final CredentialMeters meters;
    private final Clients clients;
    private final RequestOrigin origins;
    private final SameSiteCheck sameSite;

    RefreshController(
            Accounts accounts,
            SessionLookup lookup,
            SessionCommands commands,
            RefreshTokens refreshTokens,
            TokenReply tokens,
            CredentialMeters meters,
            Clients clients,
            RequestOrigin origins,
            SameSiteCheck sameSite) {
        this.accounts = accounts;
        this.lookup = lookup;
        this.commands = commands;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.meters = meters;
        this.clients = clients;
        this.origins = origins;
        this.sameSite = sameSite;
    }

    @PostMapping(path = "/auth/refresh", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Answers.Tokens> refreshByForm(HttpServletRequest request) throws IOException {
        return refresh(Form.read(request, RefreshRequest.class), request);
    }

    @Operation(
            summary = "Refresh: rotate the refresh token, get a new access token",
            description = "The body may also be a form, as OAuth clients send it (RFC 6749, section 6).")
    @PostMapping("/auth/refresh")
    ResponseEntity<Answers.Tokens> refresh(
            @RequestBody(required = false) @Nullable RefreshRequest body, HttpServletRequest request) {
        Instant receivedAt = ReceivedAt.of(request);
        RefreshRequest wish = body == null ? RefreshRequest.NONE : body;
        ClientCredentials named = ClientCredentials.of(
                request.getHeader(HttpHeaders.AUTHORIZATION), wish.clientId(), wish.clientSecret());
        Client asking = named.isEmpty() ? null : clients.of(named);
        clients.requireKnown(wish.resources());
        String inBody = wish.refreshToken();
        Delivery delivery = inBody == null ? Delivery.COOKIE : Delivery.BODY;
        Map<String, RefreshToken> presented = new HashMap<>();
        (inBody == null ? fromCookies(request) : List.of(inBody))
                .forEach(value -> RefreshToken.parse(value).ifPresent(token -> presented.put(token.hash(), token)));
        Candidate found = lookup.byRefreshTokenHashes(presented.keySet()).stream()
                .filter(session -> asking == null || asking.id().equals(clients.idOf(session.clientId())))
                .flatMap(session -> accounts
                        .find(session.userId())
                        .filter(account -> !account.disabled())
                        .map(account -> new Candidate(session, account))
                        .stream())
                .findFirst()
                .orElseThrow(this::unknown);
        SessionLookup.SessionRef session = found.session();
        Account account = found.account();
        Client client = clients.ofSession(clients.idOf(session.clientId()), asking);
        Clients.require(client, Client.Grant.REFRESH_TOKEN);
        Set<String> audience = clients.audience(client, wish.resources());
        RefreshToken token = Objects.requireNonNull(presented.get(session.refreshTokenHash()));
        RefreshToken successor = refreshTokens.successorOf(token);

        Outcome<RefreshResult> outcome = commands.refresh(new RefreshSession(
                session.userId(),
                session.sessionId(),
                new RefreshProof(token.hash(), session.arrived(), origins.of(request)),
                successor.hash(),
                Notice.Token.hash(refreshTokens.accessTokenIdOf(successor)),
                receivedAt));
        meters.count(outcome.result());
        return tokens.of(outcome, grant(outcome.result()), account, client, audience, successor, delivery, request);
    }

    /** A session that may be refreshed, of somebody who may have one. */
    private record Candidate(SessionLookup.SessionRef session, Account account) {}

    private static SessionGrant grant(RefreshResult result) {
        if (result instanceof RefreshResult.Rotated rotated) {
            return rotated.grant();
        }
        if (result instanceof RefreshResult.Replayed replayed) {
            return replayed.grant();
        }
        throw refused();
    }

    private List<String> fromCookies(HttpServletRequest request) {
        List<String> cookies = TokenCookies.refresh(request);
        if (cookies.isEmpty()) {
            throw new ProblemException(ProblemCode.MISSING_FIELD, "Field refresh_token is required.");
        }
        sameSite.require(request);
        return cookies;
    }

    private ProblemException unknown() {
        meters.count(CredentialMeters.Refresh.REFUSED);
        return refused();
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemCode.INVALID_GRANT, "The refresh token is unknown, expired, revoked or was used before");
    }
}
