package io.curfew.command.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends this node's rows for one topic to Kafka. As long as all goes well the committing thread hands its rows straight to the producer,
 * while it still has its user to itself, so that one user's events leave in order. Once a row has failed, nothing is sent
 * directly any more; {@link OutboxSweeper} sends this node's rows in order of id until none is left (<em>backlog</em>).
 *
 * <p>A row is sent at least once. Two nodes, or a crash between send and mark, may send it twice: events are numbered, and
 * notices mean the same when repeated. Thread-safe.
 */
final class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;

    private final String topic;
    private final OutboxStore store;
    private final KafkaPublisher publisher;
    private final PublicationMarker marker;
    /** Rows that were handed to the producer and are not yet marked. */
    private final Set<Long> inFlight;

    private final CrashPoint crashPoint;
    private final Map<Long, PendingPublication> waiting = new ConcurrentHashMap<>();
    /** True from the start: what an earlier life of this node left behind goes first. */
    private final AtomicBoolean backlog = new AtomicBoolean(true);

    private final AtomicBoolean lookAgain = new AtomicBoolean();
    private volatile Runnable wakeUp = () -> {};

    OutboxRelay(
            String topic,
            OutboxStore store,
            KafkaPublisher publisher,
            PublicationMarker marker,
            Set<Long> inFlight,
            CrashPoint crashPoint) {
        this.topic = topic;
        this.store = store;
        this.publisher = publisher;
        this.marker = marker;
        this.inFlight = inFlight;
        this.crashPoint = crashPoint;
    }

    /** The topic whose rows it sends. */
    String topic() {
        return topic;
    }

    /** What to call when there is something for the sweeper to do. */
    void onWork(Runnable action) {
        wakeUp = action;
    }

    /** Takes rows whose transaction has just committed. Never throws: what is committed is committed. */
    void committed(OutboxBatch batch) {
        List<OutboxRow> rows = batch.rows().stream()
                .filter(row -> row.record().topic().equals(topic))
                .toList();
        try {
            PendingPublication pending = batch.pending();
            if (pending != null && rows.stream().anyMatch(row -> row.record().isNotice())) {
                pending.whenGivenUp(() -> waiting.values().removeIf(other -> other == pending));
                rows.forEach(row -> waiting.put(row.id(), pending));
            }
            for (OutboxRow row : rows) {
                // Looked at for each: the first may block and fail, and then this thread, which holds a connection and
                // its user, must not block for the others too.
                if (backlog.get()) {
                    lookAgain.set(true);
                    wakeUp.run();
                    return;
                }
                send(row, success -> {});
            }
        } catch (RuntimeException e) {
            LOG.error("committed rows could not be handed over; the sweeper will take them", e);
            fellBack();
        }
    }

    boolean hasBacklog() {
        return backlog.get() || lookAgain.get();
    }

    /** Sends this node's unpublished rows in order; answers false when one of them failed, so that the caller pauses. */
    boolean sendBacklog() throws InterruptedException {
        while (true) {
            lookAgain.set(false);
            Set<Long> before = Set.copyOf(inFlight);
            List<OutboxRow> rows = store.ownUnpublished(topic, BATCH + before.size()).stream()
                    .filter(row -> !before.contains(row.id()) && !inFlight.contains(row.id()))
                    .toList();
            if (!rows.isEmpty()) {
                if (!sendAll(rows)) {
                    return false;
                }
            } else {
                backlog.set(false);
                // A commit that saw the backlog a moment ago asked to look again; otherwise its row would lie here.
                if (!lookAgain.get()) {
                    return true;
                }
            }
        }
    }

    /** Sends rows in order and waits for what became of each; answers whether all were acknowledged. */
    boolean sendAll(List<OutboxRow> rows) throws InterruptedException {
        CountDownLatch outcomes = new CountDownLatch(rows.size());
        AtomicInteger failures = new AtomicInteger();
        for (OutboxRow row : rows) {
            send(row, success -> {
                if (!success) {
                    failures.incrementAndGet();
                }
                outcomes.countDown();
            });
        }
        Duration patience = publisher.deliveryTimeout().multipliedBy(2);
        return outcomes.await(patience.toMillis(), TimeUnit.MILLISECONDS) && failures.get() == 0;
    }

    private void send(OutboxRow row, Consumer<Boolean> outcome) {
        inFlight.add(row.id());
        publisher.send(row.record(), (metadata, failure) -> {
            try {
                if (failure == null) {
                    acknowledged(row, metadata);
                } else {
                    failed(row, failure);
                }
            } finally {
                outcome.accept(failure == null);
            }
        });
    }

    private void acknowledged(OutboxRow row, RecordMetadata metadata) {
        crashPoint.reached(CrashPoint.Instant.AFTER_SEND);
        marker.add(OutboxStore.Mark.of(row, metadata));
        PendingPublication pending = waiting.remove(row.id());
        if (pending != null) {
            pending.acknowledged();
        }
    }

    private void failed(OutboxRow row, Exception failure) {
        inFlight.remove(row.id());
        if (!backlog.get()) {
            LOG.warn(
                    "Kafka did not take a record for {} ({}); rows wait in the outbox until it does",
                    row.record().topic(),
                    failure.toString());
        }
        fellBack();
    }

    private void fellBack() {
        backlog.set(true);
        lookAgain.set(true);
        wakeUp.run();
    }
}
