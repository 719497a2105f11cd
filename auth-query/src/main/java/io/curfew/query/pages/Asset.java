package io.curfew.query.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * One file that pages load, in memory. Immutable by convention: nobody writes into its bytes.
 *
 * @param version the beginning of the SHA-256 of its content
 * @param plain as it is
 * @param zipped as it travels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Asset(String type, String version, byte[] plain, byte[] zipped) {
    private static final int VERSION = 6;

    /** Reads a file of the class path. */
    static Asset read(String resource, String type) {
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            byte[] content = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(type, HexFormat.of().formatHex(digest, 0, VERSION), content, zip(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        }
        return zipped.toByteArray();
    }
}
