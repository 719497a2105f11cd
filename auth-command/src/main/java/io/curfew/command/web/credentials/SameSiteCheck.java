package io.curfew.command.web.credentials;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.events.browser.TrustedOrigins;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/**
 * Tells requests of our own pages from those that another site made a browser send (CSRF), by the rule of
 * {@link TrustedOrigins}. A request with neither {@code Origin} nor {@code Sec-Fetch-Site} does not pass: whoever is no
 * browser uses a bearer token. Thread-safe.
 */
public final class SameSiteCheck {
    private static final String SITE = "Sec-Fetch-Site";

    private final TrustedOrigins origins;

    public SameSiteCheck(TrustedOrigins origins) {
        this.origins = origins;
    }

    /** Refuses a request that does not pass. */
    public void require(HttpServletRequest request) {
        if (!passes(request)) {
            throw failed();
        }
    }

    /** Refuses a request that certainly comes from elsewhere, but not one that does not say. */
    public void requireNotForeign(HttpServletRequest request) {
        boolean says = request.getHeader(SITE) != null || request.getHeader(HttpHeaders.ORIGIN) != null;
        if (says) {
            require(request);
        }
    }

    private boolean passes(HttpServletRequest request) {
        return origins.isOurs(
                request.getHeader(HttpHeaders.ORIGIN), request.getHeader(SITE), request.getHeader(HttpHeaders.HOST));
    }

    /** Whether the token of a cookie counts for this request. */
    boolean mayUseCookies(HttpServletRequest request) {
        return origins.mayUseCookies(
                request.getMethod(),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(SITE),
                request.getHeader(HttpHeaders.HOST));
    }

    static ProblemException failed() {
        return new ProblemException(
                ProblemCode.CSRF_CHECK_FAILED,
                "A request with cookies must come from a page of this site: Origin or Sec-Fetch-Site does not match.");
    }
}
