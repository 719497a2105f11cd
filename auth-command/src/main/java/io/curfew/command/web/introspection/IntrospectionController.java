package io.curfew.command.web.introspection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.sessions.RuleLookup;
import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.token.AccessTokenVerifier;
import io.curfew.command.token.InvalidTokenException;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.TokenFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Token introspection (RFC 7662): whether an access token is good this instant, decided by what commands have committed
 * and not by any topic. Errors are those of OAuth (RFC 6749, section 5.2). Thread-safe; a store that is away is 503.
 */
@RestController
@RequestMapping({"", ApiPaths.V1})
class IntrospectionController {
    private final IntrospectionClients clients;
    private final AccessTokenVerifier verifier;
    private final SessionLookup sessions;
    private final RuleLookup rules;
    private final TokenProperties settings;

    IntrospectionController(
            IntrospectionClients clients,
            AccessTokenVerifier verifier,
            SessionLookup sessions,
            RuleLookup rules,
            TokenProperties settings) {
        this.clients = clients;
        this.verifier = verifier;
        this.sessions = sessions;
        this.rules = rules;
        this.settings = settings;
    }

    /** An error of RFC 6749, section 5.2. */
    record OAuthError(@JsonProperty("error") String error, @JsonProperty("error_description") String description) {}

    /** What is sent. */
    @Schema(name = "IntrospectionForm")
    record Form(@JsonProperty("token") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String token) {}

    @Operation(
            summary = "Introspect an access token (RFC 7662)",
            description = "A form with field token. HTTP Basic with a client of curfew.introspection.clients.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                            schema = @Schema(implementation = Form.class)))
    @ApiResponse(
            responseCode = "200",
            description = "active: false and nothing else, or what the token says",
            content = @Content(schema = @Schema(implementation = Introspection.class)))
    @PostMapping("/auth/introspect")
    ResponseEntity<?> introspect(HttpServletRequest request) throws IOException {
        if (!clients.knows(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            return error(HttpStatus.UNAUTHORIZED, "invalid_client", "Client authentication failed");
        }
        if (!isForm(request.getContentType())) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "The body must be a form");
        }
        Optional<String> token =
                FormField.only("token", new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        if (token.isEmpty()) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "Field token is required, once");
        }
        return answer(HttpStatus.OK).body(judge(token.get()));
    }

    private Introspection judge(String value) {
        try {
            VerifiedToken token = verifier.verify(value);
            boolean live = !token.expired()
                    && sessions.isActive(token.userId(), token.sessionId())
                    && !rules.revokes(TokenFilter.ruled(token));
            return live ? Introspection.of(token, settings) : Introspection.INACTIVE;
        } catch (InvalidTokenException e) {
            return Introspection.INACTIVE;
        }
    }

    private static boolean isForm(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static ResponseEntity<OAuthError> error(HttpStatus status, String error, String description) {
        ResponseEntity.BodyBuilder answer = answer(status);
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"curfew\", charset=\"UTF-8\"");
        }
        return answer.body(new OAuthError(error, description));
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.PRAGMA, "no-cache");
    }
}
