package io.curfew.events.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A running SHA-256 over length-prefixed parts, so that no two lists of parts give the same bytes. Not thread-safe. */
final class Sha256 {
    private final MessageDigest digest = create();

    /** A digest of its own; every Java runtime has it. */
    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    /** Eight bytes, the highest first. */
    static void putLong(MessageDigest to, long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            to.update((byte) (value >>> shift));
        }
    }

    /** Adds one byte as it is. */
    Sha256 tag(int tag) {
        digest.update((byte) tag);
        return this;
    }

    /** Adds a number as eight bytes. */
    Sha256 number(long value) {
        putLong(digest, value);
        return this;
    }

    /** Adds a text in UTF-8 behind its length in four bytes. */
    Sha256 text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (utf8.length >>> shift));
        }
        digest.update(utf8);
        return this;
    }

    /** Adds bytes as they are; for those whose length is always the same. */
    Sha256 bytes(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** The result; afterwards it is as new. */
    byte[] end() {
        return digest.digest();
    }
}
