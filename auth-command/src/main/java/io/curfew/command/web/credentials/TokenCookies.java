package io.curfew.command.web.credentials;

import io.curfew.command.token.AccessToken;
import io.curfew.command.token.RefreshToken;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookies {@code accessToken} and {@code refreshToken}: out of reach of scripts and of other sites. The refresh token
 * goes to {@code /auth} only, below the prefix the browser uses. Cleared with the attributes they were set with.
 * Thread-safe.
 */
public final class TokenCookies {
    private static final String ACCESS = "accessToken";
    private static final String REFRESH = "refreshToken";
    private static final String AUTH = "/auth";

    private final boolean secure;
    private final Duration refreshLifetime;

    /**
     * Makes cookies.
     *
     * @param refreshLifetime how long a browser keeps the refresh token
     */
    public TokenCookies(boolean secure, Duration refreshLifetime) {
        this.secure = secure;
        this.refreshLifetime = refreshLifetime;
    }

    static Optional<String> access(HttpServletRequest request) {
        return value(request, ACCESS);
    }

    /** The refresh token a browser sent. */
    public static Optional<String> refresh(HttpServletRequest request) {
        return value(request, REFRESH);
    }

    /** Whether a browser sent any of the two. */
    public static boolean present(HttpServletRequest request) {
        return access(request).isPresent() || refresh(request).isPresent();
    }

    private static Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    /** Values of {@code Set-Cookie} that hand over tokens. */
    public List<String> set(HttpServletRequest request, AccessToken access, RefreshToken refresh) {
        return List.of(
                cookie(ACCESS, access.value(), "/", access.expiresIn()),
                cookie(REFRESH, refresh.value(), refreshPath(request), refreshLifetime));
    }

    /** Values of {@code Set-Cookie} that take them away. */
    public List<String> clear(HttpServletRequest request) {
        return List.of(
                cookie(ACCESS, "", "/", Duration.ZERO), cookie(REFRESH, "", refreshPath(request), Duration.ZERO));
    }

    private String cookie(String name, String value, String path, Duration maxAge) {
        return ResponseCookie.from(name, value)
                .path(path)
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .build()
                .toString();
    }

    private static String refreshPath(HttpServletRequest request) {
        String path = request.getRequestURI();
        String prefix = request.getContextPath() + ApiPaths.V1 + AUTH;
        return path.startsWith(prefix + "/") ? prefix : request.getContextPath() + AUTH;
    }
}
