package io.curfew.events.history;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How digests are written as text: base64url without padding (RFC 4648, section 5). Stateless and thread-safe. */
public final class Encoding {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Encoding() {}

    /** The text of a digest. */
    public static String encode(byte[] digest) {
        return ENCODER.encodeToString(digest);
    }

    /** The digest that a text is, or null when it is none: not base64url, or not of 32 bytes. */
    public static byte @Nullable [] digest(@Nullable String text) {
        byte[] bytes = bytes(text);
        return bytes != null && bytes.length == EventChain.BYTES ? bytes : null;
    }

    /** The bytes that a text is, or null when it is not base64url. */
    static byte @Nullable [] bytes(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
