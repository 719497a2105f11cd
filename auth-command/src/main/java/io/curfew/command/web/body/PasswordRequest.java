package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /auth/password}. */
public record PasswordRequest(
        @JsonProperty("current_password") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
                String currentPassword,
        @JsonProperty("new_password") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String newPassword)
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
