package io.curfew.query.pages;

import io.curfew.query.web.AccessCookies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the access token of a page's request from the cookies that auth-command sets, and has the
 * application's own decoder judge it: signature, issuer, audience, time, and the revocation listener's word. The
 * {@code Authorization} header counts for nothing here. Thread-safe.
 */
final class CookieSignIn extends OncePerRequestFilter {
    private static final String CANNOT_TELL = CookieSignIn.class.getName() + ".cannotTell";

    private final JwtDecoder decoder;
    private final JwtAuthenticationConverter converter = new JwtAuthenticationConverter();

    CookieSignIn(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AccessCookies.Found token = AccessCookies.find(request, decoder);
        if (token != null && token.jwt() != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(converter.convert(token.jwt()));
            SecurityContextHolder.setContext(context);
        } else if (token != null && token.unknown()) {
            request.setAttribute(CANNOT_TELL, true);
        }
        chain.doFilter(request, response);
    }

    /** Whether the caller of this request could not be judged. */
    static boolean cannotTell(HttpServletRequest request) {
        return request.getAttribute(CANNOT_TELL) != null;
    }
}
