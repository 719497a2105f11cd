package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account was created. Holds neither its name nor any other personal data.
 *
 * @param initiatedBy the user id of who created it; null when the person registered, and for the accounts of the
 *     configuration
 */
public record AccountCreated(String userId, @Nullable String initiatedBy, Instant occurredAt) implements UserEvent {}
