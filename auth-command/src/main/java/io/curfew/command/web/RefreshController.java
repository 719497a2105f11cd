package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.account.Accounts;
import io.curfew.command.domain.RefreshResult;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.SessionGrant;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.RefreshTokens;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.LoginRequest.Delivery;
import io.curfew.command.web.body.RefreshRequest;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.command.web.credentials.SameSiteCheck;
import io.curfew.command.web.credentials.TokenCookies;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.notice.Notice;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
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
    private final RequestOrigin origins;
    private final SameSiteCheck sameSite;
    private final Clock clock;

    RefreshController(
            Accounts accounts,
            SessionLookup lookup,
            SessionCommands commands,
            RefreshTokens refreshTokens,
            TokenReply tokens,
            RequestOrigin origins,
            SameSiteCheck sameSite,
            Clock clock) {
        this.accounts = accounts;
        this.lookup = lookup;
        this.commands = commands;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.origins = origins;
        this.sameSite = sameSite;
        this.clock = clock;
    }

    @Operation(summary = "Refresh: rotate the refresh token, get a new access token")
    @PostMapping("/auth/refresh")
    ResponseEntity<Answers.Tokens> refresh(
            @RequestBody(required = false) @Nullable RefreshRequest body, HttpServletRequest request) {
        String inBody = body == null ? null : body.refreshToken();
        Delivery delivery = inBody == null ? Delivery.COOKIE : Delivery.BODY;
        String presented = inBody == null ? fromCookie(request) : inBody;

        RefreshToken token = RefreshToken.parse(presented).orElseThrow(RefreshController::refused);
        SessionLookup.SessionRef session =
                lookup.byRefreshTokenHash(token.hash()).orElseThrow(RefreshController::refused);
        Account account = accounts.find(session.userId())
                .filter(found -> !found.disabled())
                .orElseThrow(RefreshController::refused);
        RefreshToken successor = refreshTokens.successorOf(token);

        Outcome<RefreshResult> outcome = commands.refresh(new RefreshSession(
                session.userId(),
                session.sessionId(),
                token.hash(),
                successor.hash(),
                Notice.Token.hash(refreshTokens.accessTokenIdOf(successor)),
                origins.of(request),
                clock.instant()));
        RefreshResult result = outcome.result();
        if (result instanceof RefreshResult.Rotated rotated) {
            return tokens.of(outcome, rotated.grant(), account, successor, delivery, request);
        }
        if (result instanceof RefreshResult.Replayed replayed) {
            SessionGrant grant = replayed.grant();
            RefreshToken current =
                    refreshTokens.descendantOf(token, replayed.currentHash()).orElseThrow(RefreshController::refused);
            return tokens.of(outcome, grant, account, current, delivery, request);
        }
        throw refused();
    }

    private String fromCookie(HttpServletRequest request) {
        String cookie = TokenCookies.refresh(request)
                .orElseThrow(() -> new ProblemException(ProblemCode.MISSING_FIELD, "Field refresh_token is required."));
        sameSite.require(request);
        return cookie;
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemCode.INVALID_GRANT, "The refresh token is unknown, expired, revoked or was used before");
    }
}
