package io.curfew.query.whatif;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.query.whatif.OtherPolicy.Rule;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what another policy would have done: fed with every event, user by user, each in the order of its stream, it
 * holds the active sessions of one user and nothing more. Judges as the aggregate does: a lifetime that ends now has
 * ended, a leeway that ends now has not.
 *
 * <p>A session is hit when the policy would have refused its refresh, answered or not, or would have ended it while it was
 * active, to make room. What its user did with a hit session afterwards would not have been: its later refreshes are hit
 * too, and nothing else of it counts. A session that merely would have expired unused is not hit. Not thread-safe.
 */
public final class WhatIf {
    private final OtherPolicy policy;
    private final Tally tally = new Tally();
    private final Map<String, PastSession> sessions = new LinkedHashMap<>(); // in the order of their starts
    private @Nullable String user;

    public WhatIf(OtherPolicy policy) {
        this.policy = policy;
    }

    /** Takes the next event of a stream; the streams come one after the other. */
    public void accept(String streamId, SessionEvent event) {
        if (!streamId.equals(user)) {
            user = streamId;
            sessions.clear();
            tally.nextUser();
        }
        Instant at = event.occurredAt();
        if (policy.isOver(at)) {
            return;
        }
        if (event instanceof SessionStarted e) {
            makeRoom(at);
            sessions.put(e.sessionId(), new PastSession(at, at, e.idleExpiresAt()));
            counted(e.sessionId(), at);
        } else if (event instanceof SessionRefreshed e) {
            PastSession session = session(e.sessionId(), at, e.idleExpiresAt());
            refreshed(e.sessionId(), session, session.expiredBy(at, policy), at);
            session.seen(at, e.idleExpiresAt());
        } else if (event instanceof RefreshTokenReplayed e) {
            PastSession session = session(e.sessionId(), at, at);
            refreshed(e.sessionId(), session, replayRefusedBy(session, e), at);
        } else if (event instanceof RefreshTokenReused e) {
            reused(sessions.get(e.sessionId()), at);
        } else if (event instanceof SessionRevoked e) {
            sessions.remove(e.sessionId());
        } else if (event instanceof SessionExpired e) {
            sessions.remove(e.sessionId());
        } else if (event instanceof AllSessionsRevoked e) {
            e.sessionIds().forEach(sessions::remove);
        }
    }

    /** The counts so far, by the names they have in JSON. */
    public Map<String, Object> result() {
        return tally.result();
    }

    private void makeRoom(Instant at) {
        Integer limit = policy.limit();
        if (limit == null || !policy.covers(at)) {
            return;
        }
        List<Map.Entry<String, PastSession>> active = sessions.entrySet().stream()
                .filter(session -> session.getValue().isActive(at, policy))
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(PastSession::lastSeenAt)))
                .toList();
        // The least recently used give way, as in the aggregate.
        active.stream()
                .limit(Math.max(0, active.size() - limit + 1))
                .forEach(session -> hit(session.getKey(), session.getValue(), Rule.LIMIT, at));
    }

    /** A refresh that was answered; {@code refusedBy} is what would have refused it. */
    private void refreshed(String id, PastSession session, @Nullable Rule refusedBy, Instant at) {
        if (!policy.covers(at)) {
            return;
        }
        counted(id, at);
        tally.refresh();
        if (session.hitBy() == null && refusedBy != null) {
            hit(id, session, refusedBy, at);
        }
        Rule rule = session.hitBy();
        if (rule != null) {
            tally.refreshHit(rule);
        }
    }

    /** What would have refused a spent token that was answered; a lifetime comes first, as in the aggregate. */
    private @Nullable Rule replayRefusedBy(PastSession session, RefreshTokenReplayed replayed) {
        Rule expired = session.expiredBy(replayed.occurredAt(), policy);
        boolean outside = policy.leeway() != null
                && replayed.occurredAt().isAfter(replayed.spentAt().plus(policy.leeway()));
        return expired == null && outside ? Rule.LEEWAY : expired;
    }

    /**
     * A refresh that was refused as reuse. The event does not say when its token was spent, only that it was: not after
     * the last refresh, so what is counted is the most that a longer leeway could have answered.
     */
    private void reused(@Nullable PastSession session, Instant at) {
        boolean inside = session != null
                && policy.leeway() != null
                && session.hitBy() == null
                && !at.isAfter(session.lastSeenAt().plus(policy.leeway()));
        if (inside && policy.covers(at)) {
            tally.reuseAnswered();
        }
    }

    private void hit(String id, PastSession session, Rule rule, Instant at) {
        counted(id, at);
        session.hitBy(rule);
        tally.sessionHit(rule);
    }

    private void counted(String id, Instant at) {
        PastSession session = sessions.get(id);
        if (session != null && policy.covers(at) && session.count()) {
            tally.session();
        }
    }

    private PastSession session(String id, Instant at, Instant expiresAt) {
        return sessions.computeIfAbsent(id, unknown -> new PastSession(null, at, expiresAt));
    }
}
