package io.curfew.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Somebody with an account. */
record Person(Http http, String userId, String username, String password) {

    private static final String PASSWORD = "correct horse battery";

    /**
     * Somebody whose account was made long ago, with a password that is checked at once: the hash says how much work it
     * takes, and one of registration takes a lot of the processor's.
     */
    static Person of(WebNode node) {
        String id = UUID.randomUUID().toString();
        String username = "ann-" + id;
        int made = node.bean(JdbcTemplate.class)
                .update(
                        "insert into account"
                                + " (id, username, password_hash, roles, disabled, credential_version, created_at)"
                                + " values (?, ?, ?, 'USER', false, 0, 0)",
                        id,
                        username,
                        checkedAtOnce(PASSWORD));
        assertThat(made).isOne();
        return new Person(new Http(node.address()), id, username, PASSWORD);
    }

    /** A hash of a password that takes next to no work. */
    static String checkedAtOnce(String password) {
        return new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(password);
    }

    /** Somebody who has just registered. */
    static Person register(Http http) {
        String username = "ann-" + UUID.randomUUID();
        Answer answer = http.post("/auth/register", Map.of("username", username, "password", PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return new Person(http, answer.text("user_id"), username, PASSWORD);
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
