package io.curfew.events;

import java.time.Instant;

/**
 * An administrator had a user forgotten: the key that seals the user's personal data was destroyed in the same commit, so
 * every address, user agent and device name in this stream can no longer be read by anybody. The last event of the user's
 * sessions: all have ended, and none begins any more. Holds no personal data itself.
 *
 * @param initiatedBy the administrator's user id
 */
public record UserErased(String userId, String initiatedBy, Instant occurredAt) implements UserEvent {}
