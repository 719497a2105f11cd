package io.curfew.events.history;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The batches that wait for the root of their number. Not thread-safe. */
final class PendingBatches {
    private final Map<Integer, HeadsBatch> parts = new TreeMap<>();
    private final Map<Integer, byte[]> digests = new TreeMap<>();
    private final EventChain chain = new EventChain();
    private long number;

    /** Takes a batch; those of another number will get no root any more. */
    void add(HeadsBatch batch, byte[] text, Consumer<StreamHead> heads) {
        if (batch.number() != number) {
            applyTo(heads);
            number = batch.number();
        }
        parts.put(batch.part(), batch);
        digests.put(batch.part(), chain.digest(text));
    }

    /** Whether they are those that the root was signed over. */
    boolean fits(HistoryRoot root) {
        BatchesDigest digest = new BatchesDigest();
        if (number == root.number()) {
            digests.values().forEach(digest::addDigest);
        }
        return Arrays.equals(digest.end(), root.batches());
    }

    /** Hands out the heads and forgets them. */
    void applyTo(Consumer<StreamHead> heads) {
        parts.values().forEach(batch -> batch.heads().forEach(heads));
        clear();
    }

    void clear() {
        parts.clear();
        digests.clear();
    }
}
