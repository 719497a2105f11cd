package io.curfew.command.outbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The relays of this node: one for notices, one for events and one for keys of personal data, because a log-out must not wait
 * for a topic or a partition that it does not need. What they share is the producer and the marking of rows. Thread-safe; start once, close once.
 */
final class OutboxRelays implements AutoCloseable {
    private final KafkaPublisher publisher;
    private final PublicationMarker marker;
    private final OutboxRelay notices;
    private final OutboxRelay events;
    private final OutboxRelay keys;

    OutboxRelays(OutboxStore store, KafkaPublisher publisher, CrashPoint crashPoint, KafkaProperties kafka) {
        Set<Long> inFlight = ConcurrentHashMap.newKeySet();
        this.publisher = publisher;
        this.marker = new PublicationMarker(store, crashPoint, mark -> inFlight.remove(mark.id()));
        this.notices = new OutboxRelay(kafka.revocationsTopic(), store, publisher, marker, inFlight, crashPoint);
        this.events = new OutboxRelay(kafka.eventsTopic(), store, publisher, marker, inFlight, crashPoint);
        this.keys = new OutboxRelay(kafka.personalKeysTopic(), store, publisher, marker, inFlight, crashPoint);
    }

    OutboxRelay notices() {
        return notices;
    }

    OutboxRelay events() {
        return events;
    }

    OutboxRelay keys() {
        return keys;
    }

    /** Takes rows whose transaction has just committed; notices first, they are urgent. Never throws. */
    void committed(OutboxBatch batch) {
        notices.committed(batch);
        // Before the events: whoever shows them would show nothing without.
        keys.committed(batch);
        events.committed(batch);
    }

    void start() {
        marker.start();
    }

    @Override
    public void close() {
        publisher.close();
        marker.close();
    }
}
