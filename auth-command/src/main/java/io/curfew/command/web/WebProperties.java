package io.curfew.command.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the HTTP face.
 *
 * @param proxies addresses and networks (CIDR) whose {@code X-Forwarded-For} is believed; nobody's by default
 * @param origins further origins, such as {@code https://app.example.org}, whose pages may use the cookies
 * @param defaultClientId {@code client_id} of logins that name none
 */
@ConfigurationProperties("curfew")
public record WebProperties(
        @DefaultValue List<String> proxies,
        @DefaultValue List<String> origins,
        @DefaultValue("curfew") String defaultClientId,
        @DefaultValue Cookies cookies) {

    /**
     * The token cookies.
     *
     * @param secure whether they are sent over TLS only; false is for development without TLS
     */
    public record Cookies(@DefaultValue("true") boolean secure) {}
}
