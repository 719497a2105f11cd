package io.curfew.listener.spring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of the bearer-token filter for two things that filter gets wrong for us: more than one token in a
 * request (RFC 6750 section 2: 400), and an issuer that could not be reached yet, which would escape as a 500.
 */
final class BearerRequestFilter extends OncePerRequestFilter {
    private static final String AUTHORIZATION = "Authorization";
    private static final Pattern QUERY_TOKEN = Pattern.compile("(?:^|&)access_token=");

    private final BearerEntryPoint entryPoint;

    BearerRequestFilter(BearerEntryPoint entryPoint) {
        this.entryPoint = entryPoint;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (moreThanOneToken(request)) {
            entryPoint.write(response, BearerProblem.MULTIPLE_TOKENS);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (JwtDecoderInitializationException e) {
            if (response.isCommitted()) {
                throw e;
            }
            entryPoint.keysUnavailable(response, e);
        }
    }

    private static boolean moreThanOneToken(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(AUTHORIZATION));
        if (headers.size() > 1) {
            return true;
        }
        // A token in the query alone is ignored, as if it were not there; beside one in the header it is a second
        // method.
        String query = request.getQueryString();
        return headers.size() == 1
                && headers.get(0).regionMatches(true, 0, "Bearer ", 0, 7)
                && query != null
                && QUERY_TOKEN.matcher(query).find();
    }
}
