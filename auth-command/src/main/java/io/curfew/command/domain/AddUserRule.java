package io.curfew.command.domain;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Revoke by a rule about one user: a session, or a subject with all its sessions that began before the not-before. */
public record AddUserRule(@TargetAggregateIdentifier String userId, NewRule rule, Instant receivedAt)
        implements SessionCommand {}
