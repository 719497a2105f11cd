package io.curfew.events.personal;

import org.jspecify.annotations.Nullable;

/**
 * How sealed text looks: {@code sealed:1:} and base64url of nonce, ciphertext and tag. Text that does not begin like this
 * is as it was sent, from before there were seals. Stateless.
 */
public final class SealedText {
    /** What every version begins with. */
    public static final String PREFIX = "sealed:";
    /** AES-256-GCM with a nonce made from the text, see {@link PersonalKey}. */
    static final String VERSION_1 = PREFIX + "1:";

    private SealedText() {}

    /** Whether the text is sealed, by whatever key and version. */
    public static boolean is(@Nullable String text) {
        return text != null && text.startsWith(PREFIX);
    }
}
