package io.curfew.command.web.credentials;

import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Tells requests of our own pages from those that another site made a browser send (CSRF). Browsers set {@code Origin}
 * and {@code Sec-Fetch-Site} themselves; a page cannot. A request with neither header does not pass: whoever is no
 * browser uses a bearer token. Thread-safe.
 */
public final class SameSiteCheck {
    private static final String SITE = "Sec-Fetch-Site";
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Set<String> origins;

    /**
     * Checks against these origins and the host a request was sent to.
     *
     * @param origins scheme, host and port, as browsers send them
     */
    public SameSiteCheck(List<String> origins) {
        this.origins = origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT).replaceAll("/+$", ""))
                .collect(Collectors.toUnmodifiableSet());
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

    boolean passes(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String site = request.getHeader(SITE);
        if (site != null) {
            return OURS.contains(site.toLowerCase(Locale.ROOT));
        }
        return origin != null && isHost(origin, request.getHeader(HttpHeaders.HOST));
    }

    /** Schemes may differ behind a proxy that ends TLS, so hosts and ports are compared. */
    private static boolean isHost(String origin, @Nullable String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static ProblemException failed() {
        return new ProblemException(
                ProblemCode.CSRF_CHECK_FAILED,
                "A request with cookies must come from a page of this site: Origin or Sec-Fetch-Site does not match.");
    }
}
