package io.curfew.events.browser;

import java.util.List;

/**
 * The names of the cookies in which browsers keep their tokens. With a prefix browsers take them from this host over TLS only
 * (RFC 6265bis, section 4.1.3); which form is set is a setting of auth-command, and both are read.
 */
public final class TokenCookieNames {
    public static final String ACCESS = "accessToken";
    public static final String REFRESH = "refreshToken";
    public static final String PREFIXED_ACCESS = "__Host-" + ACCESS;
    /** Not {@code __Host-}, which allows no path but the root. */
    public static final String PREFIXED_REFRESH = "__Secure-" + REFRESH;

    /** What an access token may come in; a prefixed one is harder to plant and goes first. */
    public static final List<String> ACCESS_FORMS = List.of(PREFIXED_ACCESS, ACCESS);

    /** What a refresh token may come in, likewise. */
    public static final List<String> REFRESH_FORMS = List.of(PREFIXED_REFRESH, REFRESH);

    private TokenCookieNames() {}
}
