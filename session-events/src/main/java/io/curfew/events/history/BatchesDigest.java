package io.curfew.events.history;

/**
 * What a root says about the batches of its number: {@code SHA-256( text "curfew-heads-v1" ‖ SHA-256(batch 0) ‖
 * SHA-256(batch 1) … )}. Not thread-safe.
 */
public final class BatchesDigest {
    private final Sha256 all = new Sha256().text("curfew-heads-v1");
    private final EventChain digests = new EventChain();

    /** Adds the next batch as it is published. */
    public BatchesDigest add(byte[] batch) {
        return addDigest(digests.digest(batch));
    }

    /** Adds the next batch by its SHA-256. */
    BatchesDigest addDigest(byte[] batch) {
        all.bytes(batch);
        return this;
    }

    /** The digest over those added; call once. */
    public byte[] end() {
        return all.end();
    }
}
