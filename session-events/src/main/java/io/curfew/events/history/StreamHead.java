package io.curfew.events.history;

/**
 * Where a stream's chain ends: the number of its last event and that event's link. Immutable by convention.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StreamHead(String stream, long seq, byte[] link) {

    /**
     * Its leaf in the tree, {@code SHA-256( 0x00 ‖ text "curfew-head-v1" ‖ text stream ‖ number seq ‖ link )}; written
     * as in {@link EventChain}. Leaves are in the order of the streams' ids as UTF-8 bytes.
     */
    public byte[] leafHash() {
        return new Sha256()
                .tag(0)
                .text("curfew-head-v1")
                .text(stream)
                .number(seq)
                .bytes(link)
                .end();
    }
}
