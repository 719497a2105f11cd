package io.curfew.query.web;

import io.curfew.events.browser.TokenCookieNames;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;

/** The access tokens that a browser sends: every value, in both forms of the name. Stateless. */
public final class AccessCookies {
    private static final int LONGEST = 8192;
    /** A browser has one value for each path and form of the name; whoever sends more has made them up. */
    private static final int MOST = 8;

    private AccessCookies() {}

    /** The values that can be tokens, those that are harder to plant first. */
    public static List<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        return TokenCookieNames.ACCESS_FORMS.stream()
                .flatMap(name ->
                        Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(name)))
                .map(Cookie::getValue)
                .filter(value -> value != null && !value.isEmpty() && value.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
