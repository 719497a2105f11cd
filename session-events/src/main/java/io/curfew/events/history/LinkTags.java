package io.curfew.events.history;

import java.security.MessageDigest;
import java.security.SecureRandom;

/** Shortens links to eight bytes under a random key of its own. Not thread-safe. */
final class LinkTags {
    private final byte[] key = new byte[16];
    private final MessageDigest sha = Sha256.create();

    LinkTags() {
        new SecureRandom().nextBytes(key);
    }

    long of(byte[] link) {
        sha.update(key);
        byte[] digest = sha.digest(link);
        long tag = 0;
        for (int i = 0; i < 8; i++) {
            tag = tag << 8 | (digest[i] & 0xff);
        }
        return tag;
    }
}
