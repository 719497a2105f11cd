package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import java.util.UUID;

/** Somebody with an account. */
record Person(Http http, String userId, String username, String password) {

    static Person register(Http http) {
        String username = "ann-" + UUID.randomUUID();
        String password = "correct horse battery";
        Answer answer = http.post("/auth/register", Map.of("username", username, "password", password));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return new Person(http, answer.text("user_id"), username, password);
    }

    Device login() {
        Answer answer = tryLogin(password);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new Device(http, answer.text("session_id"), answer.text("access_token"), answer.text("refresh_token"));
    }

    Answer tryLogin(String with, String... headers) {
        return http.post("/auth/login", Map.of("username", username, "password", with), headers);
    }
}
