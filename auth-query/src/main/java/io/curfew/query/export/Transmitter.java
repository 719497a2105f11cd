package io.curfew.query.export;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver must know of who makes the security event tokens (SSF 1.0, section 7). Thread-safe; throws Spring's
 * {@code DataAccessException}.
 */
public final class Transmitter {
    private final SigningKey key;
    private final @Nullable String issuer;

    Transmitter(SigningKey key, @Nullable String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    /** The keys, public parts only (RFC 7517). */
    public Map<String, Object> keys() {
        return new JWKSet(key.get().toPublicJWK()).toJSONObject();
    }

    /** The configuration, or nothing when the issuer is not known. Streams are not served, so none is announced. */
    public Optional<Map<String, Object>> configuration() {
        if (issuer == null) {
            return Optional.empty();
        }
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("spec_version", "1_0");
        configuration.put("issuer", issuer);
        configuration.put("jwks_uri", issuer.replaceFirst("/$", "") + "/ssf/jwks.json");
        configuration.put("authorization_schemes", List.of(Map.of("spec_urn", "urn:ietf:rfc:6749")));
        configuration.put("default_subjects", "ALL");
        return Optional.of(configuration);
    }
}
