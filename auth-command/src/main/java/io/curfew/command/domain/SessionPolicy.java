package io.curfew.command.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions and their tokens live and how many a user may have. Immutable and thread-safe.
 *
 * @param idle a session that is not refreshed for this long expires
 * @param absolute a session expires this long after its start, however busy
 * @param limit how many active sessions a user may have; the least recently used one gives way
 * @param reuseLeeway how long the refresh token spent last is still answered, for racing requests and lost answers
 * @param replaySameAddressOnly whether it is answered only at the address that spent it: stricter, and a phone that
 *     changes its network in the middle is signed out
 * @param accessTokenLifetime how long an access token lives (RFC 9068 {@code exp - iat})
 */
public record SessionPolicy(
        Duration idle,
        Duration absolute,
        int limit,
        Duration reuseLeeway,
        boolean replaySameAddressOnly,
        Duration accessTokenLifetime) {

    // Before DEFAULT, which is checked against them.
    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(5);
    static final Duration LONGEST_TOKEN_LIFE = Duration.ofHours(1);

    /** How often a spent refresh token is answered at most: more than a browser's tabs and a client's retries ask for. */
    static final int MAX_REPLAYS = 20;

    /** The defaults: 7 days idle, 30 days absolute, 100 sessions, 30 s leeway, access tokens of 900 s. */
    public static final SessionPolicy DEFAULT = new SessionPolicy(
            Duration.ofDays(7), Duration.ofDays(30), 100, Duration.ofSeconds(30), false, Duration.ofSeconds(900));

    /**
     * Checks the values against each other.
     *
     * @throws IllegalArgumentException with one sentence that names the wrong value and what it must be
     */
    public SessionPolicy {
        require(accessTokenLifetime.toSeconds() >= 1, "access-token-lifetime must be at least one second");
        require(
                accessTokenLifetime.compareTo(LONGEST_TOKEN_LIFE) <= 0,
                "access-token-lifetime must be at most one hour, the longest token life that listeners remember by default");
        require(idle.compareTo(accessTokenLifetime) >= 0, "idle must not be shorter than access-token-lifetime");
        require(absolute.compareTo(idle) >= 0, "absolute must not be shorter than idle");
        require(limit >= 1 && limit <= 1000, "limit must be between 1 and 1000 sessions");
        require(
                !reuseLeeway.isNegative() && reuseLeeway.compareTo(LONGEST_LEEWAY) <= 0,
                "reuse-leeway must be between zero and five minutes");
    }

    boolean answersAgain(SpentToken spent, Instant now) {
        return spent.replays() < MAX_REPLAYS && !now.isAfter(spent.spentAt().plus(reuseLeeway));
    }

    Instant idleExpiresAt(Instant now, Instant absoluteExpiresAt) {
        return earlier(now.plus(idle), absoluteExpiresAt);
    }

    /** Reckoned from the time of the command; no token outlives its session. */
    Instant accessTokenExpiresAt(Instant receivedAt, Instant sessionExpiresAt) {
        return earlier(receivedAt.plus(accessTokenLifetime), sessionExpiresAt);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("curfew.session." + otherwise + ".");
        }
    }
}
