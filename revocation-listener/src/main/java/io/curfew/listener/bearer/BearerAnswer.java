package io.curfew.listener.bearer;

import io.curfew.listener.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a request that may not pass: RFC 9457 body with a stable code, RFC 6750 challenge. The text is fixed;
 * nothing of the request is echoed. The same bytes from every adapter. Immutable.
 *
 * @param status HTTP status
 * @param code stable, snake_case
 * @param title short
 * @param detail one sentence
 * @param challenge the value of {@code WWW-Authenticate} (RFC 6750 section 3); null for no challenge
 */
public record BearerAnswer(int status, String code, String title, String detail, @Nullable String challenge) {
    /** The media type of {@link #body} (RFC 9457 section 3). */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final String REALM = "Bearer realm=\"curfew\"";
    private static final String RETRY_AFTER_SECONDS = "1";

    /** Nobody tried: 401 without an error code. */
    public static final BearerAnswer TOKEN_MISSING =
            new BearerAnswer(401, "token_missing", "Unauthorized", "This needs a bearer access token.", REALM);
    /** The token is not one, or not ours, or its time is over: 401. */
    public static final BearerAnswer TOKEN_INVALID =
            invalid("token_invalid", "The access token is invalid or has expired");
    /** The token is genuine, but a revocation might miss it: 401. */
    public static final BearerAnswer UNVERIFIABLE = invalid(
            "token_invalid",
            "The access token names no session or no id of its own, lives longer than allowed, or was issued in the future");
    /** A revocation covers the token: 401. */
    public static final BearerAnswer SESSION_REVOKED = invalid("session_revoked", "The access token was revoked");
    /** This node cannot know: 503, because clients throw their tokens away on 401. */
    public static final BearerAnswer STATE_STALE = new BearerAnswer(
            503,
            "revocation_state_stale",
            "Service Unavailable",
            "This node does not know at the moment whether the access token was revoked; try again.",
            null);
    /** This node has no keys to verify with: 503. */
    public static final BearerAnswer KEYS_UNAVAILABLE = new BearerAnswer(
            503,
            "keys_unavailable",
            "Service Unavailable",
            "This node cannot get the keys to verify the access token at the moment; try again.",
            null);
    /** More than one token was sent: 400. */
    public static final BearerAnswer MULTIPLE_TOKENS = new BearerAnswer(
            400,
            "multiple_tokens",
            "Bad Request",
            "Send one access token, in one Authorization header.",
            REALM + ", error=\"invalid_request\", error_description=\"More than one access token was sent\"");

    /**
     * The answer to a verdict.
     *
     * @throws IllegalArgumentException for {@link Verdict#ACTIVE}, which needs none
     */
    public static BearerAnswer of(Verdict verdict) {
        return switch (verdict) {
            case REVOKED -> SESSION_REVOKED;
            case UNVERIFIABLE -> UNVERIFIABLE;
            case INACTIVE -> TOKEN_INVALID;
            case STALE, FAILED -> STATE_STALE;
            case ACTIVE -> throw new IllegalArgumentException("an accepted token is no problem");
        };
    }

    /**
     * Enough identity but not enough right: 403.
     *
     * @param scope what the route asks for, written by its author and never taken from the request; null when unknown
     */
    public static BearerAnswer insufficientScope(@Nullable String scope) {
        String challenge = REALM + ", error=\"insufficient_scope\"";
        return new BearerAnswer(
                403,
                "insufficient_scope",
                "Forbidden",
                "The access token does not carry the right this needs.",
                scope == null ? challenge : challenge + ", scope=\"" + scope + "\"");
    }

    /** The headers of the answer, without the length of the body. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (challenge != null) {
            headers.put("WWW-Authenticate", challenge);
        }
        if (status == 503) {
            headers.put("Retry-After", RETRY_AFTER_SECONDS);
        }
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Type", CONTENT_TYPE);
        return Collections.unmodifiableMap(headers);
    }

    /** The body, UTF-8. */
    public byte[] body() {
        // Every part is a constant of this class without quotes or backslashes; a JSON library would be one more need.
        return ("{\"type\":\"https://curfew.dev/problems/" + code.replace('_', '-') + "\",\"title\":\"" + title
                        + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\",\"code\":\"" + code + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static BearerAnswer invalid(String code, String description) {
        return new BearerAnswer(
                401,
                code,
                "Unauthorized",
                description + ".",
                REALM + ", error=\"invalid_token\", error_description=\"" + description + "\"");
    }
}
