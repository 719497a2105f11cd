package io.curfew.listener.spring;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.listener.bearer.BearerCredentials;
import io.curfew.listener.servlet.RevocationFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of the bearer-token filter for what that filter gets wrong for us: more than one token in a request (RFC
 * 6750 section 2: 400), tokens of any length, and an issuer that could not be reached yet, which would escape as a 500.
 */
final class BearerRequestFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BearerCredentials credentials =
                BearerCredentials.of(Collections.list(request.getHeaders("Authorization")), request.getQueryString());
        BearerAnswer refusal = credentials.refusal();
        // No token is none of our business: the chain may let anonymous callers in.
        if (refusal != null && !refusal.equals(BearerAnswer.TOKEN_MISSING)) {
            RevocationFilter.write(response, refusal);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (JwtDecoderInitializationException e) {
            if (response.isCommitted()) {
                throw e;
            }
            RevocationFilter.write(response, BearerFailures.keysUnavailable(e));
        }
    }
}
