package io.curfew.command.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A refresh token in plain (RFC 6749, section 1.5): 32 random bytes as 43 characters of base64url. Whoever holds it holds
 * the session, so it prints as nothing, and only its hash is ever stored. Immutable and thread-safe.
 */
public final class RefreshToken {
    static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String value;

    private RefreshToken(String value) {
        this.value = value;
    }

    /** A token of these 32 bytes. */
    static RefreshToken of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a refresh token has " + BYTES + " bytes");
        }
        return new RefreshToken(BASE64.encodeToString(bytes));
    }

    /** Reads what a client presented; empty when it cannot be one of ours. */
    public static Optional<RefreshToken> parse(String presented) {
        return FORM.matcher(presented).matches() ? Optional.of(new RefreshToken(presented)) : Optional.empty();
    }

    /** What goes to the client, and nowhere else. */
    public String value() {
        return value;
    }

    /** SHA-256 of the token, base64url: the only form in which it is stored. */
    public String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return BASE64.encodeToString(sha256.digest(value.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[hidden]";
    }
}
