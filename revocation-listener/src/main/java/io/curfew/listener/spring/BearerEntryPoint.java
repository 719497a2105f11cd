package io.curfew.listener.spring;

import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers requests whose token did not pass. Tells "your token is bad" (401) from "this node cannot know" (503), because
 * clients throw their tokens away on 401. Thread-safe.
 */
final class BearerEntryPoint implements AuthenticationEntryPoint, AuthenticationFailureHandler {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        RevocationFilter.write(response, BearerFailures.answer(failure));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        commence(request, response, failure);
    }
}
