package io.curfew.command.web;

import io.curfew.command.web.Http.Answer;
import java.util.Map;
import java.util.UUID;

/** Something a person has logged in on, with the tokens of that login. */
record Device(Http http, String sessionId, String accessToken, String refreshToken) {

    String[] bearer() {
        return new String[] {"Authorization", "Bearer " + accessToken};
    }

    Answer refresh() {
        return http.post("/auth/refresh", Map.of("refresh_token", refreshToken));
    }

    /** Whether the access token still acts: ending an unknown session is 404 with a good one. */
    boolean bearerWorks() {
        return http.delete("/auth/sessions/" + UUID.randomUUID(), bearer()).status() == 404;
    }
}
