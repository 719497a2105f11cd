package io.curfew.query.whatif;

import io.curfew.query.whatif.OtherPolicy.Rule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One session of the past, as far as its stream was read. Not thread-safe. */
final class PastSession {
    private final @Nullable Instant startedAt;
    private Instant lastSeenAt;
    private Instant idleExpiresAt;
    private @Nullable Rule hitBy;
    private boolean counted;

    /**
     * A session.
     *
     * @param startedAt null when its start is not in the history
     */
    PastSession(@Nullable Instant startedAt, Instant seenAt, Instant idleExpiresAt) {
        this.startedAt = startedAt;
        this.lastSeenAt = seenAt;
        this.idleExpiresAt = idleExpiresAt;
    }

    /** The lifetime of another policy that has passed by then, or null when it would live. */
    @Nullable
    Rule expiredBy(Instant at, OtherPolicy policy) {
        Instant idle = policy.idle() == null ? Instant.MAX : lastSeenAt.plus(policy.idle());
        Instant absolute =
                policy.absolute() == null || startedAt == null ? Instant.MAX : startedAt.plus(policy.absolute());
        Instant first = absolute.isBefore(idle) ? absolute : idle;
        if (at.isBefore(first)) {
            return null;
        }
        return absolute.isBefore(idle) ? Rule.ABSOLUTE : Rule.IDLE;
    }

    /** Whether it would have been active then: neither hit before, nor expired in fact or by the other policy. */
    boolean isActive(Instant at, OtherPolicy policy) {
        return hitBy == null && at.isBefore(idleExpiresAt) && expiredBy(at, policy) == null;
    }

    void seen(Instant at, Instant expiresAt) {
        lastSeenAt = at;
        idleExpiresAt = expiresAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }

    void hitBy(Rule rule) {
        hitBy = rule;
    }

    @Nullable
    Rule hitBy() {
        return hitBy;
    }

    /** Marks it as one of those the answer is about; answers whether that is new. */
    boolean count() {
        boolean first = !counted;
        counted = true;
        return first;
    }
}
