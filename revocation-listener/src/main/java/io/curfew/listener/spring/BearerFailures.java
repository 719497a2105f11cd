package io.curfew.listener.spring;

import io.curfew.listener.bearer.BearerAnswer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;

/** Finds the answer to what Spring Security throws, servlet or reactive. Stateless. */
final class BearerFailures {
    private static final Logger log = LoggerFactory.getLogger(BearerFailures.class);
    private static final String SCOPE = "SCOPE_";

    private BearerFailures() {}

    static BearerAnswer answer(AuthenticationException failure) {
        if (failure instanceof AuthenticationServiceException) {
            log.warn("Cannot verify access tokens, answering 503: {}", failure.getMessage());
            return BearerAnswer.KEYS_UNAVAILABLE;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JwtValidationException invalid) {
                return validation(invalid);
            }
        }
        if (failure instanceof OAuth2AuthenticationException bearer) {
            boolean badRequest = bearer.getError() instanceof BearerTokenError error
                    && error.getHttpStatus().value() == 400;
            return badRequest ? BearerAnswer.MULTIPLE_TOKENS : BearerAnswer.TOKEN_INVALID;
        }
        return BearerAnswer.TOKEN_MISSING;
    }

    /** The issuer could not be asked who it is. */
    static BearerAnswer keysUnavailable(Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        log.warn("Cannot verify access tokens, answering 503: {}", root.toString());
        return BearerAnswer.KEYS_UNAVAILABLE;
    }

    static BearerAnswer denied(AccessDeniedException denied) {
        return BearerAnswer.insufficientScope(scope(denied));
    }

    /** The scopes the failed rule names, if it is a rule over scopes. */
    private static @Nullable String scope(AccessDeniedException denied) {
        if (denied instanceof AuthorizationDeniedException rule
                && rule.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision) {
            String scopes = decision.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(authority -> authority != null && authority.matches(SCOPE + "[\\w.:-]+"))
                    .map(authority -> authority.substring(SCOPE.length()))
                    .collect(Collectors.joining(" "));
            return scopes.isEmpty() ? null : scopes;
        }
        return null;
    }

    /** A token that is bad in itself is 401 also on a node that could not say whether it was revoked. */
    static BearerAnswer validation(JwtValidationException invalid) {
        BearerAnswer answer = BearerAnswer.TOKEN_INVALID;
        for (OAuth2Error error : invalid.getErrors()) {
            if (!(error instanceof RevocationError revocation)) {
                return BearerAnswer.TOKEN_INVALID;
            }
            answer = BearerAnswer.of(revocation.verdict());
        }
        return answer;
    }
}
