package io.curfew.events.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Wraps personal keys for tables and for Kafka: AES-256-GCM bound to the user id under the key-encryption key, {@code
 * gcm:} and base64; without such a key {@code plain:} and base64, and then whoever reads the table or the topic can open
 * what is not erased. Thread-safe.
 */
public final class KeyWrap {
    /** What wrapped forms begin with that were made without a key-encryption key. */
    public static final String UNENCRYPTED = "plain:";

    private static final String GCM = "gcm:";
    private static final String PURPOSE = "curfew-personal-data-key:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes one.
     *
     * @param base64Key the key-encryption key, 32 bytes in base64; null or blank for none
     * @throws IllegalArgumentException when it is something else
     */
    public KeyWrap(@Nullable String base64Key) {
        this.key = base64Key == null || base64Key.isBlank() ? null : new SecretKeySpec(decode(base64Key), "AES");
    }

    private static byte[] decode(String base64Key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("it is not the base64 form of " + KEY_BYTES + " bytes");
        }
        return bytes;
    }

    /** Whether there is a key-encryption key. */
    public boolean encrypts() {
        return key != null;
    }

    /** The wrapped form of a user's key. */
    public String wrap(String userId, PersonalKey personal) {
        byte[] secret = personal.secret();
        if (key == null) {
            return UNENCRYPTED + Base64.getEncoder().encodeToString(secret);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, userId, nonce).doFinal(secret);
            return GCM
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES/GCM", e);
        }
    }

    /**
     * The key in a wrapped form.
     *
     * @throws IllegalArgumentException when the key-encryption key is missing or another one, or it is no wrapped key of
     *     this user; the message holds no secret
     */
    public PersonalKey unwrap(String userId, String wrapped) {
        if (wrapped.startsWith(UNENCRYPTED)) {
            return PersonalKey.of(Base64.getDecoder().decode(wrapped.substring(UNENCRYPTED.length())));
        }
        if (!wrapped.startsWith(GCM)) {
            throw new IllegalArgumentException("it is wrapped in a way this version does not know");
        }
        if (key == null) {
            throw new IllegalArgumentException("it is encrypted and no key-encryption key is set");
        }
        byte[] both = Base64.getDecoder().decode(wrapped.substring(GCM.length()));
        if (both.length < NONCE_BYTES) {
            throw new IllegalArgumentException("it is too short");
        }
        try {
            return PersonalKey.of(cipher(Cipher.DECRYPT_MODE, key, userId, Arrays.copyOf(both, NONCE_BYTES))
                    .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it was encrypted with another key-encryption key", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String userId, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((PURPOSE + userId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
