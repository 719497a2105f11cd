package io.curfew.command.web;

import io.curfew.command.account.Account;
import io.curfew.command.domain.SessionGrant;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.token.AccessToken;
import io.curfew.command.token.AccessTokenIssuer;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.RefreshTokens;
import io.curfew.command.web.body.Answers;
import io.curfew.command.web.body.LoginRequest.Delivery;
import io.curfew.command.web.clients.Client;
import io.curfew.command.web.credentials.TokenCookies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands over the tokens of a session, in the body or in cookies. Thread-safe. */
@Component
class TokenReply {
    private static final String TYPE = "Bearer";

    private final AccessTokenIssuer issuer;
    private final RefreshTokens refreshTokens;
    private final TokenCookies cookies;

    TokenReply(AccessTokenIssuer issuer, RefreshTokens refreshTokens, TokenCookies cookies) {
        this.issuer = issuer;
        this.refreshTokens = refreshTokens;
        this.cookies = cookies;
    }

    ResponseEntity<Answers.Tokens> of(
            Outcome<?> outcome,
            SessionGrant grant,
            Account account,
            Client client,
            Set<String> audience,
            RefreshToken refresh,
            Delivery delivery,
            HttpServletRequest request) {
        AccessToken access = issuer.issue(grant, account.scopes(), audience, refreshTokens.accessTokenIdOf(refresh));
        // JSON whatever was asked for: refused now, the session would be there and nobody would have its tokens.
        ResponseEntity.BodyBuilder reply = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        Replies.headers(outcome, reply);
        reply.header(HttpHeaders.CACHE_CONTROL, "no-store").header(HttpHeaders.PRAGMA, "no-cache");
        long seconds = access.expiresIn().toSeconds();
        if (delivery == Delivery.COOKIE) {
            reply.header(
                    HttpHeaders.SET_COOKIE,
                    cookies.set(request, access, refresh).toArray(String[]::new));
            return reply.body(new Answers.Tokens(null, TYPE, seconds, null, grant.sessionId()));
        }
        String handed = client.may(Client.Grant.REFRESH_TOKEN) ? refresh.value() : null;
        return reply.body(new Answers.Tokens(access.value(), TYPE, seconds, handed, grant.sessionId()));
    }
}
