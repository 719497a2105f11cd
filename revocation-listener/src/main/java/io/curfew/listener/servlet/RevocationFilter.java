package io.curfew.listener.servlet;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerAuthenticator;
import io.curfew.listener.bearer.BearerCredentials;
import io.curfew.listener.bearer.BearerResult;
import io.curfew.listener.bearer.Route;
import io.curfew.listener.bearer.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * A filter that lets only requests with a genuine, unrevoked token pass. Map it to what it is to protect; several, with
 * routes of their own, may be mapped side by side. What follows finds the subject as {@code getUserPrincipal()}, scopes as
 * roles, and the token as the attribute {@link #TOKEN}. Thread-safe; may be registered as supporting async.
 */
public final class RevocationFilter implements Filter {
    /** The request attribute that holds the {@link VerifiedToken}. */
    public static final String TOKEN = "io.curfew.listener.token";

    private final BearerAuthenticator authenticator;
    private final Route route;

    /** A filter by the rule of the authenticator's gate. */
    public RevocationFilter(BearerAuthenticator authenticator) {
        this(authenticator, Route.DEFAULT);
    }

    /** A filter for routes that ask for more, or less. */
    public RevocationFilter(BearerAuthenticator authenticator, Route route) {
        this.authenticator = authenticator;
        this.route = route;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("only HTTP requests can be authenticated");
        }
        if (isContinuation(http)) {
            chain.doFilter(request, response);
            return;
        }
        BearerResult result =
                authenticator.authenticate(BearerCredentials.of(authorization(http), http.getQueryString()), route);
        if (result instanceof BearerResult.Accepted accepted) {
            request.setAttribute(TOKEN, accepted.token());
            chain.doFilter(new BearerRequest(http, accepted.token()), response);
        } else if (result instanceof BearerResult.Refused refused) {
            write(answer, refused.answer());
        }
    }

    /** The rest of a request that passed: its error page, which must stay the error it is, or its asynchronous end. */
    private static boolean isContinuation(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return (type == DispatcherType.ERROR || type == DispatcherType.ASYNC)
                && request.getAttribute(TOKEN) instanceof VerifiedToken;
    }

    private static List<String> authorization(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Authorization"));
    }

    /** Sends an answer, for handlers that ask the gate themselves. */
    public static void write(HttpServletResponse response, BearerAnswer answer) throws IOException {
        response.setStatus(answer.status());
        // Added, not set: another chain may have challenged already, and this is its error page passing through ours.
        answer.headers().forEach((name, value) -> {
            if (name.equals("WWW-Authenticate")) {
                response.addHeader(name, value);
            } else {
                response.setHeader(name, value);
            }
        });
        byte[] body = answer.body();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
