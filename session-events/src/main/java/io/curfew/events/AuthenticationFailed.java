package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Authentications into an account failed: one event for those of the same kind that came from one address within one
 * minute, so that a flood of attempts cannot fill the store. Holds neither a user name nor a password. It is recorded when
 * the minute is over, by each node for the attempts it received.
 *
 * @param count how many attempts
 * @param firstAt when the first of them came
 * @param lastAt when the last of them came
 * @param ipAddress where they came from; null for the attempts from all further addresses, when there were too many; personal
 *     data
 * @param userAgent the user agent of the last of them, null as the address is; personal data, attacker-controlled text
 * @param occurredAt when this was recorded
 */
public record AuthenticationFailed(
        String userId,
        AuthenticationFailure failure,
        int count,
        Instant firstAt,
        Instant lastAt,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant occurredAt)
        implements UserEvent {}
