package io.curfew.query.audit;

import io.curfew.query.feed.PublishedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Tells whether two sets of links, of which event concerns which session, are the same, in one pass over each and in
 * whatever order: for each stream it keeps the sum of the links' digests, of which one set is added and the other taken
 * away. The digests are keyed by chance, so nobody can choose links that cancel each other out. Takes about 100 bytes for
 * each stream. Not thread-safe.
 */
public final class LinkSums {
    private static final int BYTES = 32;

    private final MessageDigest sha256 = sha256();
    private final byte[] key = new byte[BYTES];
    private final Map<String, long[]> sums = new HashMap<>();

    public LinkSums() {
        new SecureRandom().nextBytes(key);
    }

    /** The links that an event makes. */
    public void said(PublishedEvent event) {
        long[] sum = sums.computeIfAbsent(event.userId(), stream -> new long[1]);
        for (String session : new LinkedHashSet<>(event.sessionIds())) {
            sum[0] += digest(event.seq(), session, event.occurredAt());
        }
    }

    /** A link that is there; one of a stream without events is seen by nobody, and passed over. */
    public void shown(String stream, long seq, String session, Instant at) {
        long[] sum = sums.get(stream);
        if (sum != null) {
            sum[0] -= digest(seq, session, at);
        }
    }

    /** The streams whose links are not the same. */
    public List<String> differing() {
        List<String> differing = new ArrayList<>();
        sums.forEach((stream, sum) -> {
            if (sum[0] != 0) {
                differing.add(stream);
            }
        });
        differing.sort(null);
        return differing;
    }

    private long digest(long seq, String session, Instant at) {
        sha256.update(key);
        sha256.update(ByteBuffer.allocate(Long.BYTES * 2 + Integer.BYTES)
                .putLong(seq)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .flip());
        sha256.update(session.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
