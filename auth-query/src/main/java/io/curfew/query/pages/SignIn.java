package io.curfew.query.pages;

import io.curfew.listener.bearer.BearerAnswer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Sends whoever is not signed in to the sign-in page, in the way the asker understands: a browser by a redirect, htmx by
 * its own header, a stream by 401, after which it does not come back. When this node cannot tell, it says 503 instead: the
 * session may well live. Thread-safe.
 */
final class SignIn implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        if (CookieSignIn.cannotTell(request)) {
            response.setHeader("Retry-After", "2");
            if (navigates(request)) {
                request.setAttribute(ErrorPage.STATUS, BearerAnswer.STATE_STALE.status());
                request.getRequestDispatcher(ErrorPage.PATH).forward(request, response);
                return;
            }
            response.setStatus(BearerAnswer.STATE_STALE.status());
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter()
                    .write("This node cannot tell at the moment whether your session goes on. Try again in a moment.");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", address(path(request.getHeader("HX-Current-URL"))));
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (navigates(request)) {
            response.setHeader("Location", address(asked(request)));
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static boolean navigates(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String mode = request.getHeader("Sec-Fetch-Mode");
        return mode == null ? accept == null || accept.contains("text/html") : mode.equals("navigate");
    }

    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return LocalPath.of(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }

    /** Of the page htmx runs in; it says so itself, so it is only believed as far as it is a page of ours. */
    private static String path(@Nullable String url) {
        try {
            URI page = new URI(url == null ? "" : url);
            String query = page.getRawQuery();
            return LocalPath.of(query == null ? page.getRawPath() : page.getRawPath() + "?" + query);
        } catch (URISyntaxException e) {
            return PagePaths.SESSIONS;
        }
    }

    private static String address(String next) {
        return PagePaths.SIGN_IN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
