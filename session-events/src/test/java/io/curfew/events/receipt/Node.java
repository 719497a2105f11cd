package io.curfew.events.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Makes the receipts of one running listener, second by second. */
final class Node {
    static final String TOPIC = "session-revocations";
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final String name;
    private final String epoch;
    private final WhenStale whenStale;
    private long seq;

    Node(String name) {
        this(name, "epoch-of-" + name, WhenStale.CLOSED);
    }

    Node(String name, String epoch, WhenStale whenStale) {
        this.name = name;
        this.epoch = epoch;
        this.whenStale = whenStale;
    }

    NodeReceipt says(long applied) {
        return says(applied, NodeState.READY);
    }

    NodeReceipt says(long applied, NodeState state) {
        return new NodeReceipt(
                "orders",
                name,
                epoch,
                seq++,
                TOPIC,
                Map.of(0, applied),
                Instant.EPOCH,
                state,
                Duration.ofSeconds(15),
                whenStale);
    }

    static Instant second(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    /** The notice at this offset, published at this second. */
    static Publication published(long offset, double second) {
        return new Publication(Map.of(0, offset), second(second), second(second));
    }
}
