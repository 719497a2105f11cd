package io.curfew.command.web.credentials;

import io.curfew.command.token.AccessToken;
import io.curfew.command.token.RefreshToken;
import io.curfew.events.browser.TokenCookieNames;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseCookie;

/**
 * The cookies {@code accessToken} and {@code refreshToken}, by setting with the prefixes that tie them to this host: out of
 * reach of scripts and of other sites. The refresh token goes to {@code /auth} only, below the prefix the browser uses.
 * Both forms of the names are read, every value of them, since a browser may hold one from another path or from before a
 * change of the setting. Cleared with the attributes they were set with, wherever they were ever set. Thread-safe.
 */
public final class TokenCookies {
    private static final String AUTH = "/auth";
    /** A browser has one value for each path and form of the name; whoever sends more has made them up. */
    private static final int MOST = 8;

    private final boolean secure;
    private final boolean prefixes;
    private final Duration refreshLifetime;

    /**
     * Makes cookies.
     *
     * @param refreshLifetime how long a browser keeps the refresh token
     */
    public TokenCookies(boolean secure, boolean prefixes, Duration refreshLifetime) {
        this.secure = secure;
        this.prefixes = prefixes;
        this.refreshLifetime = refreshLifetime;
    }

    /** The access tokens a browser sent. */
    static List<String> access(HttpServletRequest request) {
        return values(request, TokenCookieNames.ACCESS_FORMS);
    }

    /** The refresh tokens a browser sent. */
    public static List<String> refresh(HttpServletRequest request) {
        return values(request, TokenCookieNames.REFRESH_FORMS);
    }

    /** Whether a browser sent any. */
    public static boolean present(HttpServletRequest request) {
        return !access(request).isEmpty() || !refresh(request).isEmpty();
    }

    private static List<String> values(HttpServletRequest request, List<String> names) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        return names.stream()
                .flatMap(name ->
                        Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(name)))
                .map(Cookie::getValue)
                .filter(value -> value != null && !value.isEmpty())
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Values of {@code Set-Cookie} that hand over tokens. */
    public List<String> set(HttpServletRequest request, AccessToken access, RefreshToken refresh) {
        return List.of(
                cookie(
                        prefixes ? TokenCookieNames.PREFIXED_ACCESS : TokenCookieNames.ACCESS,
                        access.value(),
                        "/",
                        access.expiresIn()),
                cookie(
                        prefixes ? TokenCookieNames.PREFIXED_REFRESH : TokenCookieNames.REFRESH,
                        refresh.value(),
                        refreshPath(request),
                        refreshLifetime));
    }

    /** Values of {@code Set-Cookie} that take them away. */
    public List<String> clear(HttpServletRequest request) {
        List<String> cleared = new ArrayList<>();
        if (!prefixes || sent(request, TokenCookieNames.ACCESS, TokenCookieNames.REFRESH)) {
            clear(request, TokenCookieNames.ACCESS, TokenCookieNames.REFRESH, cleared);
        }
        if (secure
                && (prefixes || sent(request, TokenCookieNames.PREFIXED_ACCESS, TokenCookieNames.PREFIXED_REFRESH))) {
            clear(request, TokenCookieNames.PREFIXED_ACCESS, TokenCookieNames.PREFIXED_REFRESH, cleared);
        }
        return cleared;
    }

    private void clear(HttpServletRequest request, String access, String refresh, List<String> into) {
        String context = request.getContextPath();
        into.add(cookie(access, "", "/", Duration.ZERO));
        into.add(cookie(refresh, "", context + AUTH, Duration.ZERO));
        into.add(cookie(refresh, "", context + ApiPaths.V1 + AUTH, Duration.ZERO));
    }

    private static boolean sent(HttpServletRequest request, String access, String refresh) {
        Cookie[] cookies = request.getCookies();
        return cookies != null
                && Arrays.stream(cookies)
                        .map(Cookie::getName)
                        .anyMatch(name -> name.equals(access) || name.equals(refresh));
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
