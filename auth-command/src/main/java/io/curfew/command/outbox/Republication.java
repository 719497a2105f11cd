package io.curfew.command.outbox;

import java.time.Clock;
import java.util.List;

/**
 * Publishes every notice that may still matter once more (verifiers forgive some lateness, I6): the recovery for a topic that was lost or recreated. Harmless at
 * any time, because a notice repeated means the same. Thread-safe.
 */
public final class Republication {
    private static final int BATCH = 500;

    private final OutboxStore store;
    private final KafkaPublisher publisher;
    private final Clock clock;

    Republication(OutboxStore store, KafkaPublisher publisher, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Does it and answers how many there were.
     *
     * @throws IllegalStateException when Kafka did not acknowledge one; doing it again is right
     */
    public int republishUnexpired() {
        int count = 0;
        long last = 0;
        while (true) {
            List<OutboxRow> rows = store.unexpiredAfter(last, clock.instant().minus(OutboxRetention.MARGIN), BATCH);
            if (rows.isEmpty()) {
                return count;
            }
            SentBatch batch = new SentBatch(rows.size());
            rows.forEach(
                    row -> publisher.send(row.record(), (metadata, failure) -> batch.outcome(row, metadata, failure)));
            List<OutboxStore.Mark> published =
                    batch.await(publisher.deliveryTimeout().multipliedBy(2));
            store.markRepublished(published);
            if (published.size() < rows.size()) {
                throw new IllegalStateException("Kafka did not acknowledge every notice; publish again");
            }
            count += rows.size();
            last = rows.get(rows.size() - 1).id();
        }
    }
}
