package io.curfew.command.token;

import io.curfew.command.StartRefusedException;
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
 * Wraps secrets for the database: AES-256-GCM bound to the secret's name when there is a key-encryption key, plain
 * base64 otherwise. Thread-safe. Fails with {@link StartRefusedException} on a wrong or missing key.
 */
final class SecretBox {
    private static final String PLAIN = "plain:";
    private static final String GCM = "gcm:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(@Nullable String base64Key) {
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
            throw new StartRefusedException(
                    "curfew.keys.encryption-key is not the base64 form of 32 bytes.",
                    "Make one with: openssl rand -base64 32.");
        }
        return bytes;
    }

    String seal(String name, byte[] secret) {
        if (key == null) {
            return PLAIN + Base64.getEncoder().encodeToString(secret);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, name, nonce).doFinal(secret);
            byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
            return GCM + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES/GCM", e);
        }
    }

    byte[] open(String name, String stored) {
        if (stored.startsWith(PLAIN)) {
            return Base64.getDecoder().decode(stored.substring(PLAIN.length()));
        }
        if (key == null) {
            throw new StartRefusedException(
                    "The signing keys in the database are encrypted.",
                    "Set curfew.keys.encryption-key to the key they were encrypted with.");
        }
        byte[] both = Base64.getDecoder().decode(stored.substring(GCM.length()));
        try {
            return cipher(Cipher.DECRYPT_MODE, key, name, Arrays.copyOf(both, NONCE_BYTES))
                    .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new StartRefusedException(
                    "curfew.keys.encryption-key does not open the signing keys in the database.",
                    "Set the key they were encrypted with.");
        }
    }

    /** Whether a stored secret should be sealed again because a key-encryption key has come since. */
    boolean shouldReseal(String stored) {
        return key != null && stored.startsWith(PLAIN);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String name, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
