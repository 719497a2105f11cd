package io.curfew.command.web.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.command.StartRefusedException;
import io.curfew.command.token.AccessToken;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.web.WebProperties;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** The names with prefixes, which browsers take from this host over TLS only. */
class TokenCookiesTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final TokenCookies prefixed = new TokenCookies(true, true, LIFETIME);

    private static MockHttpServletRequest request(Cookie... cookies) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/auth/login");
        request.setCookies(cookies);
        return request;
    }

    @Test
    void are_set_as_browsers_demand_it() {
        RefreshToken refresh = RefreshToken.parse("A".repeat(43)).orElseThrow();

        List<String> set = prefixed.set(request(), new AccessToken("a.b.c", LIFETIME), refresh);

        assertThat(set).allMatch(cookie -> cookie.contains("; Secure") && !cookie.contains("Domain"));
        assertThat(set.get(0)).startsWith("__Host-accessToken=a.b.c; Path=/;");
        assertThat(set.get(1)).startsWith("__Secure-refreshToken=A").contains("; Path=/auth;");
    }

    @Test
    void go_before_plain_ones_which_are_cleared_beside_them() {
        MockHttpServletRequest request = request(
                new Cookie("refreshToken", "planted"),
                new Cookie("__Secure-refreshToken", "own"),
                new Cookie("refreshToken", "another"));

        assertThat(TokenCookies.refresh(request)).containsExactly("own", "planted", "another");
        assertThat(prefixed.clear(request))
                .hasSize(6)
                .allMatch(cookie -> cookie.contains("Max-Age=0") && cookie.contains("; Secure"));
    }

    @Test
    void are_not_possible_without_tls() {
        assertThatThrownBy(() -> new WebProperties.Cookies(false, true)).isInstanceOf(StartRefusedException.class);
    }
}
