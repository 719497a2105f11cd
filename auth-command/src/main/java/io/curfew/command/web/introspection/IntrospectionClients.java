package io.curfew.command.web.introspection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows who may introspect, by HTTP Basic or by fields of the form (RFC 6749, section 2.3.1). Secrets are compared by their hashes and in constant
 * time, and an unknown client costs the same as a wrong secret. Immutable and thread-safe.
 */
final class IntrospectionClients {
    private static final String BASIC = "basic ";
    private static final byte[] NOBODY = hash("");

    private final Map<String, byte[]> secretHashes = new HashMap<>();

    IntrospectionClients(Map<String, String> secrets) {
        secrets.forEach((id, secret) -> secretHashes.put(id, hash(secret)));
    }

    /** Whether the header {@code Authorization} is that of a client. */
    boolean knows(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                return false;
            }
            String id = pair.substring(0, colon);
            String secret = pair.substring(colon + 1);
            // RFC 6749 has both form-encoded, many clients send them as they are.
            return matches(id, secret) || matches(form(id), form(secret));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether these are the id and the secret of a client. */
    boolean knows(@Nullable String id, String secret) {
        return id != null && matches(id, secret);
    }

    private boolean matches(String id, String secret) {
        boolean equal = MessageDigest.isEqual(secretHashes.getOrDefault(id, NOBODY), hash(secret));
        return equal && secretHashes.containsKey(id);
    }

    private static String form(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
