package io.curfew.command.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Record the sessions of a user whose idle or absolute lifetime has passed. */
public record ExpireSessions(@TargetAggregateIdentifier String userId, Instant receivedAt) implements SessionCommand {}
