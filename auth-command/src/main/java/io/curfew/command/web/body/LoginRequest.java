package io.curfew.command.web.body;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.events.text.ForeignText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /auth/login}.
 *
 * @param deviceName what the person calls the device
 * @param clientId the OAuth client that asks
 * @param clientSecret its secret, when it has one and does not send it by HTTP Basic
 * @param resource what the access token is for: one URI or several (RFC 8707)
 * @param delivery how the tokens travel; in the body when absent
 */
public record LoginRequest(
        @JsonProperty("username") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String username,
        @JsonProperty("password") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String password,
        @JsonProperty("device_name") @Nullable String deviceName,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret,
        @JsonProperty("resource")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                @Schema(description = "What the access token is for (RFC 8707): one URI, or a list")
                @Nullable
                List<String> resource,
        @JsonProperty("delivery") @Nullable Delivery delivery)
        implements Request {

    /** How tokens travel to the client. */
    public enum Delivery {
        @JsonProperty("body")
        BODY,
        @JsonProperty("cookie")
        COOKIE
    }

    @Override
    public void check() {
        String ignored = Text.required("username", username, Limits.USERNAME);
        ignored = Text.required("password", password, Limits.PASSWORD);
        Text.optional("device_name", deviceName, Limits.DEVICE_NAME);
        Text.identifier("client_id", clientId, Limits.CLIENT_ID);
        Text.optional("client_secret", clientSecret, Limits.CLIENT_SECRET);
        Text.each("resource", resource, Limits.RESOURCES, Limits.RESOURCE);
    }

    /** The name of the device as it may be shown. */
    public @Nullable String device() {
        return deviceName == null ? null : ForeignText.visible(deviceName);
    }

    /** The user name, once checked. */
    public String name() {
        return Objects.requireNonNull(username);
    }

    /** The password, once checked. */
    public String secret() {
        return Objects.requireNonNull(password);
    }

    /** The resources it names. */
    public List<String> resources() {
        return resource == null ? List.of() : resource;
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "LoginRequest[hidden]";
    }
}
