package io.curfew.listener.bearer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a whole token: as good as the token for telling tokens apart, useless to whoever reads the heap. All 256
 * bits, since whoever finds a second token for a key is let in as the first. Immutable.
 */
record TokenDigest(long a, long b, long c, long d) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    // Looking one up through the providers costs as much as the hash.
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenDigest::sha256);

    static TokenDigest of(String token) {
        // UTF-8, which is injective; ISO 8859-1 would make one of all characters it lacks.
        byte[] digest = SHA_256.get().digest(token.getBytes(StandardCharsets.UTF_8));
        return new TokenDigest(
                (long) LONGS.get(digest, 0), (long) LONGS.get(digest, 8), (long) LONGS.get(digest, 16), (long)
                        LONGS.get(digest, 24));
    }

    /** Any 32 bits of a good hash are one. */
    @Override
    public int hashCode() {
        return (int) a;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
