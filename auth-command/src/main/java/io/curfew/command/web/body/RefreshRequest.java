package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /auth/refresh}; with the cookie it may be left out.
 *
 * @param grantType {@code refresh_token} when it is there (RFC 6749, section 6)
 * @param clientId the client the session was begun with, when it is there
 * @param clientSecret its secret, when it has one and does not send it by HTTP Basic
 * @param resource what the access token is for: one URI or several (RFC 8707)
 */
public record RefreshRequest(
        @JsonProperty("refresh_token") @JsonAlias({"refresh", "refreshToken"}) @Nullable String refreshToken,
        @JsonProperty("grant_type") @Nullable String grantType,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret,
        @JsonProperty("resource")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Schema(description = "What the access token is for (RFC 8707): one URI, or a list")
                @Nullable
                List<String> resource)
        implements Request {
    private static final String GRANT_TYPE = "refresh_token";

    /** What is meant by no body. */
    public static final RefreshRequest NONE = new RefreshRequest(null, null, null, null, null);

    @Override
    public void check() {
        Text.optional("refresh_token", refreshToken, Limits.TOKEN);
        Text.identifier("client_id", clientId, Limits.CLIENT_ID);
        Text.optional("client_secret", clientSecret, Limits.CLIENT_SECRET);
        Text.each("resource", resource, Limits.RESOURCES, Limits.RESOURCE);
        if (grantType != null && !grantType.equals(GRANT_TYPE)) {
            throw new ProblemException(ProblemCode.INVALID_FIELD, "Field grant_type must be refresh_token.");
        }
    }

    /** The resources it names. */
    public List<String> resources() {
        return resource == null ? List.of() : resource;
    }

    /** Hides token and secret. */
    @Override
    public String toString() {
        return "RefreshRequest[hidden]";
    }
}
