package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /auth/refresh}; with the cookie it may be left out. */
public record RefreshRequest(
        @JsonProperty("refresh_token") @JsonAlias({"refresh", "refreshToken"}) @Nullable String refreshToken)
        implements Request {

    @Override
    public void check() {
        Text.optional("refresh_token", refreshToken, Limits.TOKEN);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "RefreshRequest[hidden]";
    }
}
