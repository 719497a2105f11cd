package io.curfew.query.pages;

import io.curfew.listener.bearer.BearerAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
 * Reads the access token of a page's request from the cookie {@code accessToken}, which auth-command sets, and has the
 * application's own decoder judge it: signature, issuer, audience, time, and the revocation listener's word. The
 * {@code Authorization} header counts for nothing here. Thread-safe.
 */
final class CookieSignIn extends OncePerRequestFilter {
    static final String COOKIE = "accessToken";
    private static final int LONGEST = 8192;
    private static final String CANNOT_TELL = CookieSignIn.class.getName() + ".cannotTell";

    private final JwtDecoder decoder;
    private final JwtAuthenticationConverter converter = new JwtAuthenticationConverter();

    CookieSignIn(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token != null) {
            judge(token, request);
        }
        chain.doFilter(request, response);
    }

    private void judge(String token, HttpServletRequest request) {
        try {
            Jwt jwt = decoder.decode(token);
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(converter.convert(jwt));
            SecurityContextHolder.setContext(context);
        } catch (JwtDecoderInitializationException e) {
            request.setAttribute(CANNOT_TELL, true);
        } catch (JwtException e) {
            if (isNotTheTokensFault(e)) {
                request.setAttribute(CANNOT_TELL, true);
            }
        }
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

    private static @Nullable String token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                String value = cookie.getValue();
                if (cookie.getName().equals(COOKIE) && value != null && !value.isEmpty() && value.length() <= LONGEST) {
                    return value;
                }
            }
        }
        return null;
    }
}
