package io.curfew.events.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a root says of all streams at one time. Immutable by convention.
 *
 * @param issuer whose history it is
 * @param issuedAt when, in whole seconds
 * @param number counts the roots, from 1 without gaps
 * @param root of the Merkle tree over all heads told so far
 * @param batches the {@link BatchesDigest} of the heads that are news
 * @param streams how many streams there are
 * @param events how many events they have together
 * @param previous SHA-256 of the root before, as it is written; of nothing for the first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HistoryRoot(
        String issuer,
        Instant issuedAt,
        long number,
        byte[] root,
        byte[] batches,
        long streams,
        long events,
        byte[] previous) {
    /** The {@code typ} of its JWS. */
    public static final String TYPE = "curfew-history-root+jwt";

    /** What the record keys of roots begin with. */
    static final String KEY_PREFIX = "root/";

    /** Its record key. */
    public String key() {
        return key(number);
    }

    /** The record key of the root of a number. */
    public static String key(long number) {
        return KEY_PREFIX + number;
    }

    /** Its claims, all but {@code iss} and {@code iat}, which RFC 7519 names. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("number", number);
        claims.put("root", Encoding.encode(root));
        claims.put("heads", Encoding.encode(batches));
        claims.put("streams", streams);
        claims.put("events", events);
        claims.put("prev", Encoding.encode(previous));
        return claims;
    }
}
