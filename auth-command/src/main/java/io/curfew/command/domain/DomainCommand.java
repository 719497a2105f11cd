package io.curfew.command.domain;

import java.time.Instant;

/** Something asked of the domain. Immutable and thread-safe. */
public sealed interface DomainCommand permits SessionCommand, AddRule {

    /** When the request was received: read before the aggregate is loaded, and the only time the domain knows. */
    Instant receivedAt();
}
