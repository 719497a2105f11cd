package io.curfew.events.history;

import io.curfew.events.notice.NoticeFields;
import io.curfew.events.notice.NoticeFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HistoryRoot} as it is published: a compact JWS (RFC 7515) with the issuer's key. Reading it does not check the
 * signature. Immutable by convention.
 *
 * @param text the JWS
 * @param kid the key's name
 * @param algorithm the {@code alg} of its header
 * @param root what it says
 */
public record SignedRoot(String text, String kid, String algorithm, HistoryRoot root) {
    private static final int LONGEST = 16 * 1024;

    /** Reads one; refuses anything else. */
    public static SignedRoot read(String text) throws HeadsFormatException {
        String[] parts = text.split("\\.", -1);
        if (text.length() > LONGEST || parts.length != 3) {
            throw new HeadsFormatException("no compact JWS");
        }
        try {
            NoticeFields header = NoticeFields.read(decode(parts[0]));
            if (!header.string("typ").equals(HistoryRoot.TYPE) || header.has("crit")) {
                throw new HeadsFormatException("no JWS of type " + HistoryRoot.TYPE);
            }
            NoticeFields claims = NoticeFields.read(decode(parts[1]));
            HistoryRoot root = new HistoryRoot(
                    claims.string("iss"),
                    Instant.ofEpochSecond(claims.natural("iat")),
                    claims.natural("number"),
                    digest(claims, "root"),
                    digest(claims, "heads"),
                    claims.natural("streams"),
                    claims.natural("events"),
                    digest(claims, "prev"));
            return new SignedRoot(text, header.string("kid"), header.string("alg"), root);
        } catch (NoticeFormatException e) {
            throw new HeadsFormatException("no root: " + e.getMessage());
        }
    }

    private static byte[] digest(NoticeFields claims, String name) throws NoticeFormatException, HeadsFormatException {
        byte @Nullable [] digest = Encoding.digest(claims.string(name));
        if (digest == null) {
            throw new HeadsFormatException("claim " + name + " is no digest");
        }
        return digest;
    }

    private static byte[] decode(String part) throws HeadsFormatException {
        byte @Nullable [] bytes = Encoding.bytes(part);
        if (bytes == null) {
            throw new HeadsFormatException("a part that is not base64url");
        }
        return bytes;
    }

    /** What the signature covers. */
    public byte[] signingInput() {
        return text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    /** The signature; empty when it is not base64url. */
    public byte[] signature() {
        byte @Nullable [] bytes = Encoding.bytes(text.substring(text.lastIndexOf('.') + 1));
        return bytes == null ? new byte[0] : bytes;
    }

    /** What the next root says about this one. */
    public byte[] digest() {
        return digest(text);
    }

    /** SHA-256 of a root as it is written. */
    public static byte[] digest(String text) {
        return Sha256.create().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
