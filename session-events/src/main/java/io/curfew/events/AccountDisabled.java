package io.curfew.events;

import java.time.Instant;

/**
 * An account was disabled. If it had sessions, {@link AllSessionsRevoked} precedes this in the same commit.
 *
 * @param initiatedBy the administrator's user id
 */
public record AccountDisabled(String userId, String initiatedBy, Instant occurredAt) implements UserEvent {}
