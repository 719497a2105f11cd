package io.curfew.command.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, with the headers that belong to them: challenges and {@code Retry-After}. Stateless. */
public final class ProblemWriter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHALLENGE = "Bearer realm=\"curfew\"";

    private ProblemWriter() {}

    public static void write(HttpServletResponse response, ProblemException problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.code().status());
        String challenge = challenge(problem);
        if (challenge != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(retryAfter)));
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = json(problem).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    static String json(ProblemException problem) {
        return JSON.writeValueAsString(Problem.of(problem));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /** RFC 6750, section 3: no error code where no token was sent; details only in quoted ASCII of our own. */
    private static @Nullable String challenge(ProblemException problem) {
        String own = problem.challenge();
        if (own != null) {
            return own;
        }
        return switch (problem.code()) {
            case TOKEN_MISSING, INVALID_CREDENTIALS, INVALID_CLIENT -> CHALLENGE;
            case TOKEN_INVALID -> error("invalid_token", problem.detail());
            case SESSION_REVOKED -> error("invalid_token", "The access token was revoked");
            case INVALID_GRANT -> error("invalid_grant", problem.detail());
            case MULTIPLE_TOKENS -> error("invalid_request", problem.detail());
            case INSUFFICIENT_SCOPE -> error("insufficient_scope", problem.detail()) + ", scope=\"admin\"";
            default -> null;
        };
    }

    private static String error(String error, String description) {
        return CHALLENGE + ", error=\"" + error + "\", error_description=\"" + description.replace("\"", "'") + "\"";
    }
}
