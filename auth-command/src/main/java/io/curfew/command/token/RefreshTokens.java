package io.curfew.command.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes refresh tokens. The first of a family is random; each successor is HMAC-SHA256(server key, predecessor). So two
 * refreshes that race each other get the same successor, and one whose answer was lost can be answered again inside the
 * reuse leeway, without any token being stored in plain. Thread-safe.
 */
public final class RefreshTokens {
    private static final String HMAC = "HmacSHA256";
    /** Keeps ids apart from successors, which are the HMAC of the bare token. */
    private static final String ACCESS_TOKEN_ID = "access-token-id:";

    private static final int ID_BYTES = 16;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes tokens with this key.
     *
     * @param key at least 32 bytes, the same on every node
     */
    public RefreshTokens(byte[] key) {
        if (key.length < RefreshToken.BYTES) {
            throw new IllegalArgumentException("the refresh-token key must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** The first token of a new session. */
    public RefreshToken first() {
        byte[] bytes = new byte[RefreshToken.BYTES];
        random.nextBytes(bytes);
        return RefreshToken.of(bytes);
    }

    /** The one token that takes this one's place. */
    public RefreshToken successorOf(RefreshToken token) {
        return RefreshToken.of(hmac(token.value()));
    }

    /**
     * The {@code jti} of the access token that is granted together with this refresh token (RFC 7519, section 4.1.7): a
     * request that is answered again is answered with the same, so the one that the history names is the only one.
     */
    public String accessTokenIdOf(RefreshToken token) {
        byte[] id = Arrays.copyOf(hmac(ACCESS_TOKEN_ID + token.value()), ID_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }
}
