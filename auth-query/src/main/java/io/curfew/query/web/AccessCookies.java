package io.curfew.query.web;

import io.curfew.events.browser.TokenCookieNames;
import io.curfew.listener.bearer.BearerAnswer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** The access tokens that a browser sends: every value, in both forms of the name. Stateless. */
public final class AccessCookies {
    private static final int LONGEST = 8192;
    /** A browser has one value for each path and form of the name. */
    private static final int MOST = 8;

    private AccessCookies() {}

    /**
     * The token of a request that counts: the first that the decoder accepts; else one whose status is unknown, which must
     * not be hidden by a refusal; else the first.
     *
     * @param value as it was sent
     * @param jwt null if the decoder does not accept it
     * @param unknown whether it could not be judged, rather than being bad
     */
    public record Found(String value, @Nullable Jwt jwt, boolean unknown) {}

    /** The token that counts; null if there is none. */
    public static @Nullable Found find(HttpServletRequest request, JwtDecoder decoder) {
        Found best = null;
        for (String value : values(request)) {
            Found found = judge(value, decoder);
            if (found.jwt() != null) {
                return found;
            }
            if (best == null || (found.unknown() && !best.unknown())) {
                best = found;
            }
        }
        return best;
    }

    private static Found judge(String value, JwtDecoder decoder) {
        try {
            return new Found(value, decoder.decode(value), false);
        } catch (JwtDecoderInitializationException e) {
            return new Found(value, null, true);
        } catch (JwtException e) {
            return new Found(value, null, isUnknown(e));
        }
    }

    /** Because the node is stale, or has no keys. */
    private static boolean isUnknown(JwtException e) {
        if (e instanceof JwtValidationException invalid) {
            return invalid.getErrors().stream()
                    .allMatch(error -> BearerAnswer.STATE_STALE.detail().equals(error.getDescription()));
        }
        return !(e instanceof BadJwtException);
    }

    /** The values that can be tokens, those that are harder to plant first. */
    static List<String> values(HttpServletRequest request) {
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
