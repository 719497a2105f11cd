package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of commands that end all sessions but one, or all; may be left out.
 *
 * @param currentPassword needed when the request is authenticated by a cookie
 */
public record ReauthenticationRequest(
        @JsonProperty("current_password")
                @Schema(
                        description =
                                "needed when the request is authenticated by a cookie; else it counts for nothing")
                @Nullable
                String currentPassword)
        implements Request {

    /** What is meant by no body. */
    public static final ReauthenticationRequest NONE = new ReauthenticationRequest(null);

    @Override
    public void check() {
        Text.optional("current_password", currentPassword, Limits.PASSWORD);
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "ReauthenticationRequest[hidden]";
    }
}
