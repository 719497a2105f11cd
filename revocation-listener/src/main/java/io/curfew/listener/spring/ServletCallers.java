package io.curfew.listener.spring;

import io.curfew.listener.TokenClaims;
import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerCredentials;
import io.curfew.listener.bearer.VerifiedToken;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Finds out on which token a servlet request's caller was authenticated. Thread-safe. */
final class ServletCallers {
    private final TokenDecoders decoders;
    private final UnjudgedTokens unjudged;

    ServletCallers(TokenDecoders decoders, UnjudgedTokens unjudged) {
        this.decoders = decoders;
        this.unjudged = unjudged;
    }

    /** What is known of a caller's token: one of the two, or neither for a caller who has none. */
    record Found(@Nullable Token token, @Nullable BearerAnswer refusal) {
        static final Found NO_TOKEN = new Found(null, null);
    }

    /**
     * A token that can be judged.
     *
     * @param value as it was presented; empty where the application took it from elsewhere
     */
    record Token(TokenClaims claims, String value) {
        static Token of(Jwt jwt) {
            return new Token(JwtTokenClaims.of(jwt), jwt.getTokenValue());
        }
    }

    /** The token of a caller; a refusal where there is one that cannot be judged. */
    Found find(@Nullable Authentication caller, HttpServletRequest request) {
        Jwt jwt = CallerToken.of(caller);
        if (jwt != null) {
            return new Found(Token.of(jwt), null);
        }
        if (caller == null || !CallerToken.isSomebody(caller) || unjudged.isCheckedElsewhere(caller)) {
            return Found.NO_TOKEN;
        }
        BearerCredentials presented =
                BearerCredentials.of(Collections.list(request.getHeaders("Authorization")), request.getQueryString());
        String value = presented.token();
        TokenClaims claims = CallerToken.claims(caller);
        if (claims != null) {
            return new Found(new Token(claims, value == null ? "" : value), null);
        }
        if (value != null) {
            return decoded(caller, value, request);
        }
        return BearerAnswer.TOKEN_MISSING.equals(presented.refusal())
                ? Found.NO_TOKEN
                : new Found(null, presented.refusal());
    }

    private Found decoded(Authentication caller, String value, HttpServletRequest request) {
        if (request.getAttribute(RevocationFilter.TOKEN) instanceof VerifiedToken verified) {
            return new Found(new Token(verified.revocation(), value), null);
        }
        RequestScope scope = RequestScope.current();
        Jwt accepted = scope == null ? null : scope.accepted(value);
        try {
            Jwt jwt = accepted != null ? accepted : decoders.decode(value);
            return jwt == null
                    ? new Found(null, unjudged.answer(caller))
                    : new Found(new Token(JwtTokenClaims.of(jwt), value), null);
        } catch (JwtValidationException e) {
            return new Found(null, BearerFailures.validation(e));
        }
    }
}
