package io.curfew.command.domain;

import org.jspecify.annotations.Nullable;

/**
 * Seals what events record of a person with the user's own key, so that destroying the key forgets it everywhere. Asked
 * in a command handler, in the command's transaction; the first time it makes the user's key, which commits with the
 * event or not at all. Implementations are thread-safe.
 */
@FunctionalInterface
public interface PersonalData {

    /**
     * Seals what is known of a session's origin; the same in the same session is sealed to the same text.
     *
     * @param sessionId empty for what belongs to the account and to none of its sessions
     */
    Sealed seal(String userId, String sessionId, Origin origin, @Nullable String deviceName);

    /** Sealed text, as events and snapshots hold it. Nobody in here reads it; it can be compared. */
    record Sealed(String ipAddress, String userAgent, @Nullable String deviceName) {}
}
