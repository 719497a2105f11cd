package io.curfew.command.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long tokens that a rule matches may live. Immutable and thread-safe.
 *
 * @param foreignTokenLife how long access tokens of other issuers live at the longest
 */
public record RulePolicy(Duration foreignTokenLife) {
    /** Tokens of other issuers live for an hour at the longest, as listeners expect by default. */
    public static final RulePolicy DEFAULT = new RulePolicy(Duration.ofHours(1));

    /** The last instant at which a token can be unexpired that was issued before this one, by whomever. */
    Instant tokensExpireAt(Instant issuedBefore) {
        // The longest our own may ever have been granted, not today's setting: an older token may have been granted
        // more.
        Duration own = SessionPolicy.LONGEST_TOKEN_LIFE;
        return issuedBefore.plus(own.compareTo(foreignTokenLife) > 0 ? own : foreignTokenLife);
    }

    /** The first instant from this one on that a notice can tell: it has milliseconds. */
    static Instant wholeMilli(Instant instant) {
        return ceiling(instant, ChronoUnit.MILLIS);
    }

    /** The first instant from this one on that a token can tell as its {@code iat}: it has seconds. */
    static Instant wholeSecond(Instant instant) {
        return ceiling(instant, ChronoUnit.SECONDS);
    }

    private static Instant ceiling(Instant instant, ChronoUnit unit) {
        Instant floor = instant.truncatedTo(unit);
        return floor.equals(instant) ? floor : floor.plus(1, unit);
    }
}
