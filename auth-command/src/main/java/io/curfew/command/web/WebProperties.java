package io.curfew.command.web;

import io.curfew.command.StartRefusedException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the HTTP face.
 *
 * @param proxies addresses and networks (CIDR) whose {@code X-Forwarded-For} is believed; nobody's by default
 * @param origins further origins, such as {@code https://app.example.org}, whose pages may use the cookies
 */
@ConfigurationProperties("curfew")
public record WebProperties(
        @DefaultValue List<String> proxies, @DefaultValue List<String> origins, @DefaultValue Cookies cookies) {

    /**
     * The token cookies.
     *
     * @param secure whether they are sent over TLS only; false is for development without TLS
     * @param prefixes whether they are named {@code __Host-accessToken} and {@code __Secure-refreshToken}, which browsers
     *     take from this host over TLS only (RFC 6265bis, section 4.1.3)
     */
    public record Cookies(@DefaultValue("true") boolean secure, @DefaultValue("false") boolean prefixes) {

        public Cookies {
            if (prefixes && !secure) {
                throw new StartRefusedException(
                        "curfew.cookies.prefixes needs curfew.cookies.secure.",
                        "Browsers take cookies with these names over TLS only: leave curfew.cookies.secure at true.");
            }
        }
    }
}
