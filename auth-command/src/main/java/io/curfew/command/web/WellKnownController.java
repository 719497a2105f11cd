package io.curfew.command.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.curfew.command.token.JsonWebKeySet;
import io.curfew.command.token.TokenProperties;
import io.curfew.command.web.credentials.ApiPaths;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What resource services need to know to verify access tokens: the keys, and the metadata (RFC 8414) that leads to them.
 * No authorization or token endpoint is named, because there is none yet. Thread-safe.
 */
@RestController
@RequestMapping({"", ApiPaths.V1})
class WellKnownController {
    /** Far shorter than the time a new key is published before it signs. */
    private static final Duration CACHED = Duration.ofMinutes(1);

    private final JsonWebKeySet keys;
    private final Metadata metadata;

    WellKnownController(JsonWebKeySet keys, TokenProperties properties) {
        this.keys = keys;
        String issuer = properties.issuer();
        this.metadata = new Metadata(
                issuer,
                issuer + "/.well-known/jwks.json",
                issuer + "/auth/introspect",
                List.of("client_secret_basic", "client_secret_post"));
    }

    /** Authorization server metadata, as far as it applies. */
    record Metadata(
            @JsonProperty("issuer") String issuer,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("introspection_endpoint") String introspectionEndpoint,
            @JsonProperty("introspection_endpoint_auth_methods_supported") List<String> introspectionMethods) {}

    @Operation(summary = "The public keys (RFC 7517)")
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, List<Map<String, String>>>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .body(keys.document());
    }

    /** If the issuer has a path, clients put it behind the well-known part (RFC 8414, section 3.1). */
    @Operation(summary = "Authorization server metadata (RFC 8414)")
    @GetMapping({"/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/{*path}"})
    ResponseEntity<Metadata> metadata() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .body(metadata);
    }
}
