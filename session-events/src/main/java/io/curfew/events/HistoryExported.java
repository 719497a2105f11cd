package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An auditor or administrator exported a history. It is in the stream of who
 * did it. One event for the same kind of access to the same history within one minute; it is recorded when the minute is
 * over, by each node for the accesses it was told of.
 *
 * @param userId who exported
 * @param subject the user id whose history it was; null when it was not limited to one user
 * @param what the format
 * @param count how often auth-query has told of it, which is not oftener than once a minute from each of its nodes
 * @param firstAt when it was told of first
 * @param lastAt when it was told of last
 * @param occurredAt when this was recorded
 */
public record HistoryExported(
        String userId,
        @Nullable String subject,
        String what,
        int count,
        Instant firstAt,
        Instant lastAt,
        Instant occurredAt)
        implements UserEvent {}
