package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An auditor or administrator exported a history. It is in the stream of who did it, and recorded before the export begins. The
 * same export repeated within one minute is one more event with a count, recorded when the minute is over.
 *
 * @param userId who exported
 * @param subject the user id whose history it was; null when it was not limited to one user
 * @param what the format
 * @param count how many exports it stands for
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
