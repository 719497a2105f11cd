package io.curfew.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/** Which of several access cookies counts. */
class AccessCookiesTest {
    private static final JwtDecoder DECODER = value -> switch (value) {
        case "good" ->
            Jwt.withTokenValue(value).header("alg", "none").claim("sub", "u").build();
        case "no-keys" -> throw new JwtException("the keys cannot be fetched");
        case "no-issuer" -> throw new JwtDecoderInitializationException("the issuer does not answer", new Exception());
        default -> throw new BadJwtException("forged");
    };

    private static AccessCookies.Found find(String... values) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(Arrays.stream(values)
                .map(value -> new Cookie("accessToken", value))
                .toArray(Cookie[]::new));
        return AccessCookies.find(request, DECODER);
    }

    @Test
    void the_first_that_is_accepted() {
        AccessCookies.Found found = find("forged", "no-keys", "good");

        assertThat(found.value()).isEqualTo("good");
        assertThat(found.jwt()).isNotNull();
        assertThat(found.unknown()).isFalse();
    }

    @Test
    void an_unknown_status_is_never_hidden_by_a_refusal() {
        for (String unknown : new String[] {"no-keys", "no-issuer"}) {
            AccessCookies.Found found = find("forged", unknown);

            assertThat(found.value()).isEqualTo(unknown);
            assertThat(found.jwt()).isNull();
            assertThat(found.unknown()).isTrue();
        }
    }

    @Test
    void else_the_first() {
        assertThat(find("forged", "too").value()).isEqualTo("forged");
        assertThat(find("forged", "too").unknown()).isFalse();
        assertThat(find()).isNull();
    }
}
