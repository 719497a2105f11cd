package io.curfew.cli.signin;

import io.curfew.cli.terminal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What signing in gave. Immutable; its text hides the tokens.
 *
 * @param url where they are from; they go nowhere else
 * @param refreshToken null for an access token that somebody else made
 * @param expiresAt of the access token, by this machine's clock
 */
record Tokens(String url, String accessToken, @Nullable String refreshToken, String sessionId, Instant expiresAt) {

    /** As an answer gave them (RFC 6749, section 5.1). */
    static Tokens granted(String url, JsonNode answer, Instant now) {
        return new Tokens(
                url,
                answer.path("access_token").asString(""),
                answer.path("refresh_token").asString(null),
                answer.path("session_id").asString(""),
                now.plusSeconds(answer.path("expires_in").asLong(0)));
    }

    /** What the access token says of itself, unchecked: only to be shown. */
    JsonNode claims() {
        String[] parts = accessToken.split("\\.", -1);
        try {
            return parts.length == 3
                    ? Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : Json.object();
        } catch (JacksonException | IllegalArgumentException e) {
            return Json.object();
        }
    }

    String json() {
        ObjectNode json = Json.object()
                .put("url", url)
                .put("access_token", accessToken)
                .put("session_id", sessionId)
                .put("expires_at", expiresAt.toString());
        if (refreshToken != null) {
            json.put("refresh_token", refreshToken);
        }
        return json.toString() + "\n";
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Tokens read(String text) {
        try {
            JsonNode json = Json.read(text);
            return new Tokens(
                    json.required("url").asString(),
                    json.required("access_token").asString(),
                    json.path("refresh_token").asString(null),
                    json.path("session_id").asString(""),
                    Instant.parse(json.required("expires_at").asString()));
        } catch (JacksonException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("no tokens", e);
        }
    }

    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
