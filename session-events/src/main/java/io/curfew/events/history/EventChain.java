package io.curfew.events.history;

import java.security.MessageDigest;

/**
 * The hash chain of a stream: each event's link covers the event and the link before it. SHA-256 throughout; texts are
 * UTF-8 behind their length in four bytes, numbers are eight bytes, digests are 32, all big-endian:
 *
 * <pre>
 * link(-1) = SHA-256( 0x02 ‖ text "curfew-stream-v1" ‖ text stream )
 * leaf(n)  = SHA-256( 0x00 ‖ text "curfew-event-v1" ‖ text stream ‖ number n ‖ text id ‖ text type ‖ text time
 *                          ‖ SHA-256(published payload) ‖ SHA-256(stored payload) )
 * link(n)  = SHA-256( 0x01 ‖ link(n-1) ‖ leaf(n) )
 * </pre>
 *
 * <p>The published payload is the stored one without refresh-token hashes ({@link StoredForm}), so whoever has either
 * form, the digest of the stored one and the link before can reckon the link. Not thread-safe: each thread has its own.
 */
public final class EventChain {
    /** How long a link is. */
    public static final int BYTES = 32;

    private static final int LEAF = 0;
    private static final int LINK = 1;
    private static final int START = 2;

    private final MessageDigest plain = Sha256.create();
    private final Sha256 sha = new Sha256();

    /** What the first event of a stream is linked to. */
    public byte[] start(String stream) {
        return sha.tag(START).text("curfew-stream-v1").text(stream).end();
    }

    /** SHA-256 of a payload as it is. */
    public byte[] digest(byte[] payload) {
        return plain.digest(payload);
    }

    /** An event's leaf. */
    public byte[] leaf(HistoryEntry event) {
        return leaf(event, event.seq());
    }

    /** The leaf that an event would have with another number. */
    byte[] leaf(HistoryEntry event, long seq) {
        byte[] stored = event.storedDigest();
        if (stored == null || stored.length != BYTES) {
            throw new IllegalArgumentException("an event without the digest of its stored form has no leaf");
        }
        return sha.tag(LEAF)
                .text("curfew-event-v1")
                .text(event.stream())
                .number(seq)
                .text(event.id())
                .text(event.type())
                .text(event.time())
                .bytes(plain.digest(event.published()))
                .bytes(stored)
                .end();
    }

    /** The link of the event with this leaf that follows the one with that link. */
    public byte[] link(byte[] previous, byte[] leaf) {
        return sha.tag(LINK).bytes(previous).bytes(leaf).end();
    }
}
