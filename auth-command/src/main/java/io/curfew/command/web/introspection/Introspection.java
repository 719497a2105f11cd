package io.curfew.command.web.introspection;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.token.VerifiedToken;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The answer to an introspection (RFC 7662, section 2.2). A token that is not live is only said to be that. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Introspection")
record Introspection(
        @JsonProperty("active") boolean active,
        @JsonProperty("sub") @Nullable String subject,
        @JsonProperty("sid") @Nullable String sessionId,
        @JsonProperty("jti") @Nullable String tokenId,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("scope") @Nullable String scope,
        @JsonProperty("exp") @Nullable Long expiresAt,
        @JsonProperty("iat") @Nullable Long issuedAt,
        @JsonProperty("iss") @Nullable String issuer,
        @JsonProperty("aud") @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED) @Nullable
                List<String> audience,
        @JsonProperty("token_type") @Nullable String tokenType) {
    /** Nothing more is said. */
    static final Introspection INACTIVE =
            new Introspection(false, null, null, null, null, null, null, null, null, null, null);

    static Introspection of(VerifiedToken token, TokenProperties settings) {
        return new Introspection(
                true,
                token.userId(),
                token.sessionId(),
                token.tokenId(),
                token.clientId(),
                String.join(" ", new TreeSet<>(token.scopes())),
                token.expiresAt().getEpochSecond(),
                token.issuedAt().getEpochSecond(),
                settings.issuer(),
                token.audience().stream().sorted().toList(),
                "Bearer");
    }
}
