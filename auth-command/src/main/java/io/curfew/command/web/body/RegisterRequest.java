package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /auth/register}. */
public record RegisterRequest(
        @JsonProperty(value = "username", required = true) @Nullable String username,
        @JsonProperty(value = "password", required = true) @Nullable String password)
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
