package io.curfew.query.pages;

import io.curfew.listener.bearer.BearerAnswer;
import io.curfew.query.web.AccessCookies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
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
        for (String token : AccessCookies.of(request)) {
            if (judge(token, request)) {
                break;
            }
        }
        chain.doFilter(request, response);
    }

    /** Whether it counts: then the request is its session's. */
    private boolean judge(String token, HttpServletRequest request) {
        try {
            Jwt jwt = decoder.decode(token);
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(converter.convert(jwt));
            SecurityContextHolder.setContext(context);
            return true;
        } catch (JwtDecoderInitializationException e) {
            request.setAttribute(CANNOT_TELL, true);
        } catch (JwtException e) {
            if (isNotTheTokensFault(e)) {
                request.setAttribute(CANNOT_TELL, true);
            }
        }
        return false;
    }

    /** Whether the token could not be judged, rather than being bad: because of the listener's state, or without keys. */
    static boolean isNotTheTokensFault(JwtException e) {
        if (e instanceof JwtValidationException invalid) {
            return invalid.getErrors().stream()
                    .allMatch(error -> BearerAnswer.STATE_STALE.detail().equals(error.getDescription()));
        }
        return !(e instanceof org.springframework.security.oauth2.jwt.BadJwtException);
    }

    /** Whether the caller of this request could not be judged. */
    static boolean cannotTell(HttpServletRequest request) {
        return request.getAttribute(CANNOT_TELL) != null;
    }
}
