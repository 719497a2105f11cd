package io.curfew.command.web.introspection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.sessions.IssuedTokens;
import io.curfew.command.token.AccessTokenVerifier;
import io.curfew.command.token.InvalidTokenException;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.body.Form;
import io.curfew.command.web.clients.Client;
import io.curfew.command.web.clients.ClientCredentials;
import io.curfew.command.web.clients.Clients;
import io.curfew.command.web.credentials.ApiPaths;
import io.curfew.command.web.credentials.CurrentRoles;
import io.curfew.command.web.credentials.TokenFilter;
import io.curfew.command.web.problem.ProblemCode;
import io.curfew.command.web.problem.ProblemException;
import io.curfew.command.web.problem.RefusalMeters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
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
    private final Clients clients;
    private final AccessTokenVerifier verifier;
    private final IssuedTokens issued;
    private final CurrentRoles roles;
    private final TokenProperties settings;
    private final RefusalMeters refusals;

    IntrospectionController(
            Clients clients,
            AccessTokenVerifier verifier,
            IssuedTokens issued,
            CurrentRoles roles,
            TokenProperties settings,
            RefusalMeters refusals) {
        this.clients = clients;
        this.verifier = verifier;
        this.issued = issued;
        this.roles = roles;
        this.settings = settings;
        this.refusals = refusals;
    }

    /** An error of RFC 6749, section 5.2. */
    record OAuthError(@JsonProperty("error") String error, @JsonProperty("error_description") String description) {}

    /** What is sent. */
    @Schema(name = "IntrospectionForm")
    record TokenForm(@JsonProperty("token") @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String token) {}

    @Operation(
            summary = "Introspect an access token (RFC 7662)",
            description =
                    "A form with field token. A client with a secret and curfew.clients.<id>.introspection own or any"
                            + " authenticates by HTTP Basic or by client_id and client_secret in the form.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                            schema = @Schema(implementation = TokenForm.class)))
    @ApiResponse(
            responseCode = "200",
            description = "active: false and nothing else, or what the token says",
            content = @Content(schema = @Schema(implementation = Introspection.class)))
    @PostMapping("/auth/introspect")
    ResponseEntity<?> introspect(HttpServletRequest request) throws IOException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (!isForm(request.getContentType())) {
            return clients.proven(ClientCredentials.of(authorization, null, null))
                            .isPresent()
                    ? error(HttpStatus.BAD_REQUEST, "invalid_request", "The body must be a form")
                    : unknownClient();
        }
        Map<String, String> form;
        try {
            form = Form.fields(request);
        } catch (ProblemException e) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "The form is malformed or has a field twice");
        }
        ClientCredentials named;
        try {
            named = ClientCredentials.of(authorization, form.get("client_id"), form.get("client_secret"));
        } catch (ProblemException e) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", e.detail());
        }
        Client client = clients.proven(named).orElse(null);
        if (client == null) {
            return unknownClient();
        }
        if (client.introspection() == Client.Introspection.NONE) {
            return error(HttpStatus.FORBIDDEN, "unauthorized_client", "This client may not introspect");
        }
        String token = form.get("token");
        if (token == null) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "Field token is required, once");
        }
        return answer(HttpStatus.OK).body(judge(token, client));
    }

    private Introspection judge(String value, Client client) {
        try {
            VerifiedToken token = verifier.verifyForAny(value);
            boolean live = client.mayIntrospect(token.clientId())
                    && !token.expired()
                    && issued.present(TokenFilter.issued(token)) == IssuedTokens.Standing.LIVE;
            return live ? Introspection.of(roles.of(token), settings) : Introspection.INACTIVE;
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

    private ResponseEntity<OAuthError> unknownClient() {
        refusals.count(ProblemCode.INVALID_CLIENT);
        return error(HttpStatus.UNAUTHORIZED, "invalid_client", "Client authentication failed");
    }

    private static ResponseEntity<OAuthError> error(HttpStatus status, String error, String description) {
        ResponseEntity.BodyBuilder answer = answer(status);
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, ClientCredentials.CHALLENGE);
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
