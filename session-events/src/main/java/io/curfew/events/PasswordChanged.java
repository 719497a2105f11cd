package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The password of an account was changed. {@link AllSessionsRevoked} precedes this in the same commit.
 *
 * @param initiatedBy the user id of who changed it
 * @param sessionId the session it was changed from, which is that of {@code initiatedBy}; null if there was none
 */
public record PasswordChanged(String userId, String initiatedBy, @Nullable String sessionId, Instant occurredAt)
        implements UserEvent {}
