package io.curfew.command.sessions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of revocations on their way to Kafka. Thread-safe; throws {@link StoreUnavailableException}. */
public interface Revocations {

    /** The state of a revocation, or empty when the id is unknown or its notices have expired. */
    Optional<State> find(String id);

    /**
     * How far it is.
     *
     * @param position as in {@link Outcome#position()}
     * @param published whether Kafka has acknowledged all its notices
     * @param notices where its notices lie in the topic, those acknowledged
     */
    record State(String id, long position, boolean published, List<NoticePosition> notices) {}

    /**
     * Where a notice lies in topic {@code session-revocations}.
     *
     * @param appendedAt when, by the broker's clock
     */
    record NoticePosition(int partition, long offset, Instant appendedAt) {}
}
