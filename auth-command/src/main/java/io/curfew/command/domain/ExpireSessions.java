package io.curfew.command.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Record the sessions of a user whose idle or absolute lifetime has passed, and end those that a rule covers. */
public record ExpireSessions(@TargetAggregateIdentifier String userId, Instant receivedAt) implements SessionCommand {}
