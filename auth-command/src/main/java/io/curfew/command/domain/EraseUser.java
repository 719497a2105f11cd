package io.curfew.command.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Forget a user: end all sessions, for good. Done twice it changes nothing.
 *
 * @param initiator the administrator
 */
public record EraseUser(@TargetAggregateIdentifier String userId, Initiator initiator, Instant receivedAt)
        implements SessionCommand {}
