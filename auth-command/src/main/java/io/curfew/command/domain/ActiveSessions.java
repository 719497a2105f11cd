package io.curfew.command.domain;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.UserErased;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sessions of one user that have not ended, as the events say: the state of {@link UserSessions}. Not thread-safe. */
final class ActiveSessions {
    /** By id, oldest first. */
    private Map<String, Session> byId = new LinkedHashMap<>();

    private @Nullable Instant lastEventAt;
    private boolean erased;

    void evolve(SessionEvent event) {
        lastEventAt = event.occurredAt();
        if (event instanceof SessionStarted started) {
            byId.put(started.sessionId(), Session.startedBy(started));
        } else if (event instanceof SessionRefreshed refreshed) {
            byId.computeIfPresent(refreshed.sessionId(), (id, session) -> session.refreshedBy(refreshed));
        } else if (event instanceof RefreshTokenReplayed replayed) {
            byId.computeIfPresent(replayed.sessionId(), (id, session) -> session.replayedBy(replayed));
        } else if (event instanceof SessionRevoked revoked) {
            byId.remove(revoked.sessionId());
        } else if (event instanceof SessionExpired expired) {
            byId.remove(expired.sessionId());
        } else if (event instanceof AllSessionsRevoked all) {
            all.sessionIds().forEach(byId::remove);
        } else if (event instanceof UserErased) {
            erased = true;
        }
    }

    /** Whether the user was erased, so that no session may begin any more. */
    boolean isErased() {
        return erased;
    }

    @Nullable
    Session find(@Nullable String sessionId) {
        return sessionId == null ? null : byId.get(sessionId);
    }

    boolean contains(@Nullable String sessionId) {
        return find(sessionId) != null;
    }

    /** A session that is known to be active. */
    Session get(String sessionId) {
        return Objects.requireNonNull(byId.get(sessionId), "an active session");
    }

    int count() {
        return byId.size();
    }

    /** Those with one of these ids, oldest first. */
    List<Session> among(Set<String> ids) {
        return byId.values().stream()
                .filter(session -> ids.contains(session.id()))
                .toList();
    }

    /** The one whose last login or refresh is longest ago; of several, the one that began first. */
    Session leastRecentlyUsed() {
        return byId.values().stream()
                .min(Comparator.comparing(Session::lastTokenAt))
                .orElseThrow();
    }

    List<String> idsStartedBefore(Instant instant) {
        return startedBefore(session -> instant).stream().map(Session::id).toList();
    }

    /** Those that began before an instant that is each one's own. */
    List<Session> startedBefore(Function<Session, Instant> instant) {
        return byId.values().stream()
                .filter(session -> session.startedAt().isBefore(instant.apply(session)))
                .toList();
    }

    List<String> idsBut(@Nullable String keptSessionId) {
        return byId.keySet().stream().filter(id -> !id.equals(keptSessionId)).toList();
    }

    /** The last instant at which any access token of these sessions, all active, can be unexpired. */
    Instant tokensExpireAt(List<String> ids) {
        return ids.stream()
                .map(id -> get(id).tokensExpireAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<Session> expiredBy(Instant now) {
        return byId.values().stream()
                .filter(session -> session.hasExpiredBy(now))
                .toList();
    }

    /** The given time, or that of the last event if that is later: a node's clock may lag behind another's. */
    Instant notBeforeLastEvent(Instant time) {
        return lastEventAt == null || time.isAfter(lastEventAt) ? time : lastEventAt;
    }
}
