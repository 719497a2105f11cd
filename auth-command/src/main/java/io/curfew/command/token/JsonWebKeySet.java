package io.curfew.command.token;

import java.util.List;
import java.util.Map;

/** The public keys as a JWK Set (RFC 7517, section 5). Thread-safe. */
public final class JsonWebKeySet {
    private final SigningKeys keys;

    JsonWebKeySet(SigningKeys keys) {
        this.keys = keys;
    }

    /** The document, newest key last. */
    public Map<String, List<Map<String, String>>> document() {
        return Map.of("keys", keys.published().stream().map(SigningKey::jwk).toList());
    }
}
