package io.curfew.query.web;

import io.curfew.events.browser.TrustedOrigins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the access token of a browser from the cookie {@code accessToken}, which auth-command sets, as if it had come in the
 * {@code Authorization} header: so it is judged and refused as any other. A bearer token in the header goes first. By the
 * rule of {@link TrustedOrigins}, a request that another site made a browser send changes nothing: 403 {@code
 * csrf_check_failed}. Thread-safe.
 */
final class CookieTokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private static final String FORGED = "{\"type\":\"https://curfew.dev/problems/csrf-check-failed\","
            + "\"title\":\"Request from another site\",\"status\":403,\"detail\":\"A request with cookies must come from a"
            + " page of this site: Origin or Sec-Fetch-Site does not match.\",\"code\":\"csrf_check_failed\"}";

    private final TrustedOrigins origins;
    private final JwtDecoder decoder;

    CookieTokenFilter(TrustedOrigins origins, JwtDecoder decoder) {
        this.origins = origins;
        this.decoder = decoder;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = hasBearer(request) ? null : token(request);
        if (token == null) {
            chain.doFilter(request, response);
        } else if (origins.mayUseCookies(
                request.getMethod(),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader(HttpHeaders.HOST))) {
            chain.doFilter(new WithBearer(request, BEARER + token), response);
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter().write(FORGED);
        }
    }

    private static boolean hasBearer(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .anyMatch(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()));
    }

    /** Several are judged to tell which one counts; a single one is judged only once, as one in the header. */
    private @Nullable String token(HttpServletRequest request) {
        List<String> values = AccessCookies.values(request);
        if (values.size() < 2) {
            return values.isEmpty() ? null : values.get(0);
        }
        AccessCookies.Found found = AccessCookies.find(request, decoder);
        return found == null ? null : found.value();
    }

    private static final class WithBearer extends HttpServletRequestWrapper {
        private final String authorization;

        WithBearer(HttpServletRequest request, String authorization) {
            super(request);
            this.authorization = authorization;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? authorization : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
                    ? Collections.enumeration(List.of(authorization))
                    : super.getHeaders(name);
        }
    }
}
