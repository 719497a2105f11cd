package io.curfew.command.domain;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Record failed authentications into an account, one event for each element. Ignored once the user is erased. */
public record RecordFailedAttempts(
        @TargetAggregateIdentifier String userId, List<FailedAttempts> attempts, Instant receivedAt)
        implements SessionCommand {

    public RecordFailedAttempts {
        attempts = List.copyOf(attempts);
    }
}
