package io.curfew.command.domain;

import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * @param spent those it descends from, newest last; only as many as the reuse leeway can ask for
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
        List<SpentToken> spent,
        Instant idleExpiresAt,
        Instant absoluteExpiresAt) {

    /** No leeway is longer (see {@link SessionPolicy}), so what was spent earlier need not be known here. */
    private static final Duration SPENT_KEPT = Duration.ofMinutes(5);

    Session {
        spent = List.copyOf(spent);
    }

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
                List.of(),
                event.idleExpiresAt(),
                event.absoluteExpiresAt());
    }

    Session refreshedBy(SessionRefreshed event) {
        List<SpentToken> nowSpent = new ArrayList<>(spent);
        nowSpent.add(new SpentToken(refreshTokenHash, event.occurredAt(), false));
        nowSpent.removeIf(token -> token.spentAt().plus(SPENT_KEPT).isBefore(event.occurredAt()));
        while (nowSpent.size() > SessionPolicy.MAX_SPENT) {
            nowSpent.remove(0);
        }
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
                nowSpent,
                event.idleExpiresAt(),
                absoluteExpiresAt);
    }

    Instant expiresAt() {
        return idleExpiresAt.isBefore(absoluteExpiresAt) ? idleExpiresAt : absoluteExpiresAt;
    }

    boolean hasExpiredBy(Instant now) {
        return !now.isBefore(expiresAt());
    }

    Session replayedBy(RefreshTokenReplayed event) {
        List<SpentToken> known = spent.stream()
                .map(token -> token.hash().equals(event.refreshTokenHash())
                        ? new SpentToken(token.hash(), token.spentAt(), true)
                        : token)
                .toList();
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
                known,
                idleExpiresAt,
                absoluteExpiresAt);
    }

    /** The token of this hash, if it was spent so lately that it is still answered. */
    @Nullable
    SpentToken spentWithin(Duration leeway, String hash, Instant now) {
        return spent.stream()
                .filter(token -> token.hash().equals(hash)
                        && !now.isAfter(token.spentAt().plus(leeway)))
                .findFirst()
                .orElse(null);
    }

    /** As {@link #grant}, when nothing is recorded: the token must count as the recorded one, for whoever revokes does. */
    SessionGrant replay(String userId, Instant receivedAt) {
        return grant(userId, receivedAt.isBefore(lastTokenAt) ? receivedAt : lastTokenAt);
    }

    SessionGrant grant(String userId, Instant decidedAt) {
        return new SessionGrant(userId, id, clientId, startedAt, decidedAt, lastTokenExpiresAt);
    }
}
