package io.curfew.listener.spring;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers requests whose token did not pass. Tells "your token is bad" (401) from "this node cannot know" (503), because
 * clients throw their tokens away on 401. Thread-safe.
 */
final class BearerEntryPoint implements AuthenticationEntryPoint, AuthenticationFailureHandler {
    private static final Logger log = LoggerFactory.getLogger(BearerEntryPoint.class);

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        write(response, answer(failure));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        write(response, answer(failure));
    }

    /** The verification keys could not be had. */
    void keysUnavailable(HttpServletResponse response, RuntimeException cause) throws IOException {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        log.warn("Cannot verify access tokens, answering 503: {}", root.toString());
        write(response, BearerAnswer.KEYS_UNAVAILABLE);
    }

    void write(HttpServletResponse response, BearerAnswer answer) throws IOException {
        RevocationFilter.write(response, answer);
    }

    private BearerAnswer answer(AuthenticationException failure) {
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

    /** A token that is bad in itself is 401 also on a node that could not say whether it was revoked. */
    private static BearerAnswer validation(JwtValidationException invalid) {
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
