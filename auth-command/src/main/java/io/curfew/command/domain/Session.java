package io.curfew.command.domain;

import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One active session of a user: a member of {@link UserSessions}. Immutable; a session that has ended is no longer here.
 *
 * @param ipAddress sealed, as {@link PersonalData} makes it; sessions from before there were seals have it plain
 * @param userAgent likewise
 * @param lastTokenAt when it was last granted an access token: no token of it was made from a later time
 * @param lastTokenExpiresAt the {@code exp} of that token
 * @param tokensExpireAt the latest {@code exp} of all its tokens, which may be an earlier one's: the lifetime is a setting
 * @param refreshTokenHash the one refresh token that is current
 * @param accessTokenIdHash of the access token granted with it; null when an earlier version did not record it
 * @param predecessor the one whose place it took; null before the first rotation
 */
record Session(
        String id,
        String clientId,
        String ipAddress,
        String userAgent,
        Instant startedAt,
        Instant lastTokenAt,
        Instant lastTokenExpiresAt,
        Instant tokensExpireAt,
        String refreshTokenHash,
        @Nullable String accessTokenIdHash,
        @Nullable SpentToken predecessor,
        Instant idleExpiresAt,
        Instant absoluteExpiresAt) {

    static Session startedBy(SessionStarted event) {
        return new Session(
                event.sessionId(),
                event.clientId(),
                event.ipAddress(),
                event.userAgent(),
                event.occurredAt(),
                event.occurredAt(),
                event.accessTokenExpiresAt(),
                event.accessTokenExpiresAt(),
                Objects.requireNonNull(event.refreshTokenHash(), "the stored form has the hash"),
                event.accessTokenIdHash(),
                null,
                event.idleExpiresAt(),
                event.absoluteExpiresAt());
    }

    Session refreshedBy(SessionRefreshed event) {
        return new Session(
                id,
                clientId,
                event.ipAddress() == null ? ipAddress : event.ipAddress(),
                event.userAgent() == null ? userAgent : event.userAgent(),
                startedAt,
                event.occurredAt(),
                event.accessTokenExpiresAt(),
                tokensExpireAt.isAfter(event.accessTokenExpiresAt()) ? tokensExpireAt : event.accessTokenExpiresAt(),
                Objects.requireNonNull(event.refreshTokenHash(), "the stored form has the hash"),
                event.accessTokenIdHash(),
                new SpentToken(refreshTokenHash, event.occurredAt(), 0),
                event.idleExpiresAt(),
                absoluteExpiresAt);
    }

    Instant expiresAt() {
        return idleExpiresAt.isBefore(absoluteExpiresAt) ? idleExpiresAt : absoluteExpiresAt;
    }

    boolean hasExpiredBy(Instant now) {
        return !now.isBefore(expiresAt());
    }

    /** Earlier versions also answered tokens from before the last rotation: those change nothing. */
    Session replayedBy(RefreshTokenReplayed event) {
        if (predecessor == null || !predecessor.hash().equals(event.refreshTokenHash())) {
            return this;
        }
        return new Session(
                id,
                clientId,
                ipAddress,
                userAgent,
                startedAt,
                lastTokenAt,
                lastTokenExpiresAt,
                tokensExpireAt,
                refreshTokenHash,
                accessTokenIdHash,
                predecessor.replayed(),
                idleExpiresAt,
                absoluteExpiresAt);
    }

    boolean isCurrent(RefreshProof presented) {
        return presented.hash().equals(refreshTokenHash);
    }

    /**
     * Whether this is the last rotation asked for once more, by a request that raced it or one whose answer was lost: the
     * token is the one just spent, from where that rotation came, and nothing proves that its answer arrived.
     */
    boolean isRepeated(
            RefreshProof presented, PersonalData.Sealed from, SessionPolicy policy, Instant receivedAt, Instant now) {
        return predecessor != null
                && predecessor.hash().equals(presented.hash())
                && policy.answersAgain(predecessor, now)
                && from.userAgent().equals(userAgent)
                && (!policy.replaySameAddressOnly() || from.ipAddress().equals(ipAddress))
                && !hasArrived(presented.arrived(), receivedAt);
    }

    /** A request that came before the proof raced it: eight tabs of one browser send the same token at once. */
    private boolean hasArrived(RefreshProof.@Nullable Arrival arrived, Instant receivedAt) {
        return arrived != null
                && arrived.accessTokenIdHash().equals(accessTokenIdHash)
                && arrived.at().isBefore(receivedAt);
    }

    /** As {@link #grant}, when nothing is recorded: the token must count as the recorded one, for whoever revokes does. */
    SessionGrant replay(String userId, Instant receivedAt) {
        return grant(userId, receivedAt.isBefore(lastTokenAt) ? receivedAt : lastTokenAt);
    }

    SessionGrant grant(String userId, Instant decidedAt) {
        return new SessionGrant(userId, id, clientId, startedAt, decidedAt, lastTokenExpiresAt);
    }
}
