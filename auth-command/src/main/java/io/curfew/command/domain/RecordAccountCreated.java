package io.curfew.command.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Record that an account was created, in the transaction that creates it.
 *
 * @param initiatedBy who created it; null when the person registered, and for the accounts of the configuration
 */
public record RecordAccountCreated(
        @TargetAggregateIdentifier String userId, @Nullable String initiatedBy, Instant receivedAt)
        implements SessionCommand {}
