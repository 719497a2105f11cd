package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /auth/register}. */
public record RegisterRequest(
        @JsonProperty("username") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String username,
        @JsonProperty("password") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String password)
        implements Request {

    @Override
    public void check() {
        String ignored = Text.required("username", username, Limits.USERNAME);
        ignored = Text.required("password", password, Limits.PASSWORD);
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "RegisterRequest[hidden]";
    }
}
