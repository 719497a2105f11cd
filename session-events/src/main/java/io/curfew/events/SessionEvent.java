package io.curfew.events;

import java.time.Instant;

/**
 * Something that happened to sessions or their tokens. The past tense says it: an event is never refused and never
 * changes. Events form streams, numbered without gaps by the event store ({@code seq}): one for each user, and one for
 * each revocation rule that is about no single user.
 *
 * <p>Immutable and thread-safe. Names on the wire: {@link EventType}.
 */
public sealed interface SessionEvent permits UserEvent, RevocationRuleAdded {

    /** The stream it belongs to: a user id, or {@link RevocationRuleAdded#streamOf}; also the key on Kafka. */
    String streamId();

    /** When the command that caused it was received, by the clock of the node that received it. */
    Instant occurredAt();
}
