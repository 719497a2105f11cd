package io.curfew.events;

import java.time.Instant;

/**
 * A session passed its idle or absolute lifetime. Nobody decided it: its access tokens have expired by themselves.
 *
 * @param expiredAt when the lifetime ended, which is before {@code occurredAt}, when that was noticed
 */
public record SessionExpired(String userId, String sessionId, Instant expiredAt, Instant occurredAt)
        implements UserEvent {}
