package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as clients really send them, which Java's own client cannot. */
class HeadersHttpIT {
    private final URI node = WebNode.shared().address();
    private final Person ann = Person.of(WebNode.shared());

    @ParameterizedTest
    @ValueSource(strings = {"ÜberApp/1.0", "Anna’s app/2.1", "Жук", "Rocket 🚀/3", "a\u202eb", "a\u0085b"})
    void whoever_makes_the_app_and_in_whatever_language_can_log_in_and_refresh(String userAgent) throws IOException {
        String login = post(
                "/auth/login",
                "{\"username\":\"" + ann.username() + "\",\"password\":\"" + ann.password() + "\"}",
                "User-Agent: " + userAgent);
        assertThat(login).startsWith("HTTP/1.1 200");
        String refreshToken = login.replaceAll("(?s).*\"refresh_token\":\"([^\"]+)\".*", "$1");

        String refresh =
                post("/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}", "User-Agent: " + userAgent);

        assertThat(refresh).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_header_that_cannot_be_understood_is_the_clients_mistake() throws IOException {
        assertThat(post("/auth/logout", "{}", "Authorization: Bearer \u0085")).startsWith("HTTP/1.1 400");
    }

    private String post(String path, String body, String header) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + node.getAuthority() + "\r\n" + header
                + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(node.getHost(), node.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
