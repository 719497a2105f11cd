package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /auth/logout}; may be left out.
 *
 * @param refreshToken names the session to end
 * @param allDevices ends all sessions
 * @param currentPassword needed to end all when the request is authenticated by a cookie
 */
public record LogoutRequest(
        @JsonProperty("refresh_token") @JsonAlias({"refresh", "refreshToken"}) @Nullable String refreshToken,
        @JsonProperty("all_devices") @Nullable Boolean allDevices,
        @JsonProperty("current_password") @Nullable String currentPassword)
        implements Request {

    /** What is meant by no body. */
    public static final LogoutRequest NONE = new LogoutRequest(null, null, null);

    @Override
    public void check() {
        Text.optional("refresh_token", refreshToken, Limits.TOKEN);
        Text.optional("current_password", currentPassword, Limits.PASSWORD);
    }

    public boolean all() {
        return Boolean.TRUE.equals(allDevices);
    }

    /** Hides the token and the password. */
    @Override
    public String toString() {
        return "LogoutRequest[hidden]";
    }
}
