package io.curfew.events;

import java.time.Instant;

/**
 * Something that happened to the sessions of one user. The past tense says it: an event is never refused and never
 * changes. All events of a user form one stream, numbered without gaps by the event store ({@code seq}).
 *
 * <p>Immutable and thread-safe. Names on the wire: {@link EventType}.
 */
public sealed interface SessionEvent
        permits SessionStarted,
                SessionRefreshed,
                RefreshTokenReused,
                SessionRevoked,
                AllSessionsRevoked,
                SessionExpired {

    /** The user whose stream this event belongs to; the {@code sub} of the user's access tokens. */
    String userId();

    /** When the command that caused it was received, by the clock of the node that received it. */
    Instant occurredAt();
}
