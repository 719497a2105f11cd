package io.curfew.command.domain;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Record that a user accessed histories, one event for each element. Ignored once the user is erased.
 *
 * @param userId who accessed them
 */
public record RecordHistoryAccess(
        @TargetAggregateIdentifier String userId, List<HistoryAccess> accesses, Instant receivedAt)
        implements SessionCommand {

    public RecordHistoryAccess {
        accesses = List.copyOf(accesses);
    }
}
