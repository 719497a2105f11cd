package io.curfew.command.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Gathers what became of some rows that were sent together. Thread-safe. */
final class SentBatch {
    private final List<OutboxStore.Mark> published = new ArrayList<>();
    private final CountDownLatch outcomes;

    SentBatch(int size) {
        this.outcomes = new CountDownLatch(size);
    }

    void outcome(OutboxRow row, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (metadata != null && failure == null) {
            synchronized (published) {
                published.add(OutboxStore.Mark.of(row, metadata));
            }
        }
        outcomes.countDown();
    }

    /** Those that Kafka has acknowledged, once all outcomes are known or patience has run out. */
    List<OutboxStore.Mark> await(Duration patience) {
        try {
            outcomes.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (published) {
            return List.copyOf(published);
        }
    }
}
