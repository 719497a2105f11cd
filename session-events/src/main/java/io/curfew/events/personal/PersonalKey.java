package io.curfew.events.personal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one user's personal data: destroyed, it takes the data with it, wherever copies of them are. Seals with
 * AES-256-GCM (NIST SP 800-38D), bound to the stream, the session and the field, so that nothing sealed opens elsewhere.
 * The nonce is made from all of these and the text by HMAC-SHA-256: the same text in the same place seals to the same
 * bytes, so that an event that is made again, or compared, is the same event; and no nonce is used for two texts.
 *
 * <p>Immutable and thread-safe. It never shows its bytes in {@link #toString}.
 */
public final class PersonalKey {
    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";

    private final byte[] secret;
    private final SecretKeySpec sealing;
    private final SecretKeySpec nonces;

    private PersonalKey(byte[] secret) {
        this.secret = secret;
        SecretKeySpec root = new SecretKeySpec(secret, MAC);
        this.sealing =
                new SecretKeySpec(mac(root, "curfew-personal-data-v1:seal".getBytes(StandardCharsets.UTF_8)), "AES");
        this.nonces =
                new SecretKeySpec(mac(root, "curfew-personal-data-v1:nonce".getBytes(StandardCharsets.UTF_8)), MAC);
    }

    /** A new one. */
    public static PersonalKey random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new PersonalKey(secret);
    }

    /**
     * The one with these bytes.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static PersonalKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a personal key has " + BYTES + " bytes");
        }
        return new PersonalKey(secret.clone());
    }

    /** Its bytes, to be wrapped. */
    byte[] secret() {
        return secret.clone();
    }

    /** Seals a text that belongs into a field of an event about a session. */
    public String seal(String stream, String sessionId, PersonalField field, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] place = place(stream, sessionId, field);
        byte[] nonce = Arrays.copyOf(mac(nonces, framed(place, plain)), NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
            byte[] both = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return SealedText.VERSION_1
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES/GCM", e);
        }
    }

    /** What was sealed; empty when it was not sealed with this key for this place, or was changed since. */
    public Optional<String> open(String stream, String sessionId, PersonalField field, String sealed) {
        if (!sealed.startsWith(SealedText.VERSION_1)) {
            return Optional.empty();
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed.substring(SealedText.VERSION_1.length()));
            if (both.length < NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] plain = cipher(
                            Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES), place(stream, sessionId, field))
                    .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    private static byte[] place(String stream, String sessionId, PersonalField field) {
        return framed(
                stream.getBytes(StandardCharsets.UTF_8),
                sessionId.getBytes(StandardCharsets.UTF_8),
                field.fieldName().getBytes(StandardCharsets.UTF_8));
    }

    /** Each part behind its length in four bytes, so that no two lists of parts look the same. */
    private static byte[] framed(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + MAC, e);
        }
    }

    @Override
    public String toString() {
        return "PersonalKey[hidden]";
    }
}
