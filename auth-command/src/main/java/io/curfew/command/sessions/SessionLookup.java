package io.curfew.command.sessions;

import io.curfew.command.domain.RefreshProof;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session a refresh token belongs to: the whitelist of M1. Kept in the same transaction as the events. It only
 * finds; whether the token is good is decided by the aggregate. Thread-safe; throws {@link StoreUnavailableException}.
 */
public interface SessionLookup {

    /** The session that the refresh token with this hash was ever issued to, as long as that session has not ended. */
    default Optional<SessionRef> byRefreshTokenHash(String hash) {
        return byRefreshTokenHashes(List.of(hash)).stream().findFirst();
    }

    /** The same for several tokens: those that are current first, and of those the one issued last. */
    List<SessionRef> byRefreshTokenHashes(Collection<String> hashes);

    /** Whose session this is, as long as it has not ended. */
    Optional<String> userOf(String sessionId);

    /** The ended session that the refresh token with this hash was ever issued to; forgotten when its notices expire. */
    Optional<EndedSession> endedByRefreshTokenHash(String hash);

    /** The ended session of this id; forgotten when its notices expire. */
    Optional<EndedSession> ended(String sessionId);

    /** A session that a revocation has ended. */
    record EndedSession(String userId, String revocationId) {}

    /**
     * A session and its user, found by a refresh token.
     *
     * @param clientId the client it began with; null for one from before that was recorded
     * @param arrived whether its last grant is known to have reached the client
     */
    record SessionRef(
            String userId,
            String sessionId,
            @Nullable String clientId,
            String refreshTokenHash,
            RefreshProof.@Nullable Arrival arrived) {}
}
