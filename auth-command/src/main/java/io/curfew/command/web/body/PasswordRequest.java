package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /auth/password}. */
public record PasswordRequest(
        @JsonProperty(value = "current_password", required = true) @Nullable String currentPassword,
        @JsonProperty(value = "new_password", required = true) @Nullable String newPassword)
        implements Request {

    @Override
    public void check() {
        String ignored = Text.required("current_password", currentPassword, Limits.PASSWORD);
        ignored = Text.required("new_password", newPassword, Limits.PASSWORD);
    }

    /** The current password, once checked. */
    public String current() {
        return Objects.requireNonNull(currentPassword);
    }

    /** The new password, once checked. */
    public String replacement() {
        return Objects.requireNonNull(newPassword);
    }

    /** Hides the passwords. */
    @Override
    public String toString() {
        return "PasswordRequest[hidden]";
    }
}
