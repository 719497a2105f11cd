package io.curfew.listener.spring;

import io.curfew.listener.Verdict;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a request that may not pass: RFC 9457 body with a stable code, RFC 6750 challenge. The text is fixed;
 * nothing of the request is echoed. Immutable.
 *
 * @param status HTTP status
 * @param code stable, snake_case
 * @param title short
 * @param detail one sentence
 * @param challenge the parameters of {@code WWW-Authenticate: Bearer} behind the realm; null for no challenge
 */
record BearerProblem(int status, String code, String title, String detail, @Nullable String challenge) {
    static final BearerProblem TOKEN_MISSING =
            new BearerProblem(401, "token_missing", "Unauthorized", "This needs a bearer access token.", "");
    static final BearerProblem TOKEN_INVALID = invalid("token_invalid", "The access token is invalid or has expired");
    static final BearerProblem UNVERIFIABLE = invalid(
            "token_invalid", "The access token names no session or no id of its own, or lives longer than allowed");
    static final BearerProblem SESSION_REVOKED = invalid("session_revoked", "The access token was revoked");
    static final BearerProblem STATE_STALE = new BearerProblem(
            503,
            "revocation_state_stale",
            "Service Unavailable",
            "This node does not know at the moment whether the access token was revoked; try again.",
            null);
    static final BearerProblem KEYS_UNAVAILABLE = new BearerProblem(
            503,
            "keys_unavailable",
            "Service Unavailable",
            "This node cannot get the keys to verify the access token at the moment; try again.",
            null);
    static final BearerProblem MULTIPLE_TOKENS = new BearerProblem(
            400,
            "multiple_tokens",
            "Bad Request",
            "Send one access token, in one Authorization header.",
            ", error=\"invalid_request\", error_description=\"More than one access token was sent\"");

    private static BearerProblem invalid(String code, String description) {
        return new BearerProblem(
                401,
                code,
                "Unauthorized",
                description + ".",
                ", error=\"invalid_token\", error_description=\"" + description + "\"");
    }

    static BearerProblem of(Verdict verdict) {
        return switch (verdict) {
            case REVOKED -> SESSION_REVOKED;
            case UNVERIFIABLE -> UNVERIFIABLE;
            case INACTIVE -> TOKEN_INVALID;
            case STALE, FAILED -> STATE_STALE;
            case ACTIVE -> throw new IllegalArgumentException("an accepted token is no problem");
        };
    }

    /** Not enough right; the scope is what the rule asked for, if it says. */
    static BearerProblem insufficientScope(@Nullable String scope) {
        String challenge = ", error=\"insufficient_scope\"";
        return new BearerProblem(
                403,
                "insufficient_scope",
                "Forbidden",
                "The access token does not carry the right this needs.",
                scope == null ? challenge : challenge + ", scope=\"" + scope + "\"");
    }

    void write(HttpServletResponse response, long retryAfterSeconds) throws IOException {
        response.setStatus(status);
        if (challenge != null) {
            // Added: another chain may have challenged already, and this is its error page passing through ours.
            response.addHeader("WWW-Authenticate", "Bearer realm=\"curfew\"" + challenge);
        }
        if (status == 503) {
            response.setHeader("Retry-After", String.valueOf(retryAfterSeconds));
        }
        response.setHeader("Cache-Control", "no-store");
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String json() {
        // Every part is a constant of this class without quotes or backslashes; a JSON library would be one more need.
        return "{\"type\":\"https://curfew.dev/problems/" + code.replace('_', '-') + "\",\"title\":\"" + title
                + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\",\"code\":\"" + code + "\"}";
    }
}
