package io.curfew.query.support;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.query.audit.SessionAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who was signed in at an instant, found out the plain way: event by event, nothing kept between two questions. */
public final class NaiveFold {
    private NaiveFold() {}

    public static List<SessionAt> of(List<History> histories, Instant at) {
        List<SessionAt> all = new ArrayList<>();
        histories.forEach(history -> all.addAll(of(history, at)));
        return all;
    }

    private static List<SessionAt> of(History history, Instant at) {
        Map<String, SessionAt> alive = new HashMap<>();
        Map<String, Instant> absolute = new HashMap<>();
        for (SessionEvent event : history.events()) {
            // That a lifetime had passed is only noticed later.
            Instant when = event instanceof SessionExpired expired ? expired.expiredAt() : event.occurredAt();
            if (when.isAfter(at)) {
                continue;
            }
            if (event instanceof SessionStarted e) {
                absolute.put(e.sessionId(), e.absoluteExpiresAt());
                alive.put(
                        e.sessionId(),
                        new SessionAt(
                                e.sessionId(),
                                e.userId(),
                                e.clientId(),
                                e.deviceName(),
                                e.ipAddress(),
                                e.userAgent(),
                                when,
                                when,
                                earlier(e.idleExpiresAt(), e.absoluteExpiresAt())));
            } else if (event instanceof SessionRefreshed e) {
                alive.computeIfPresent(
                        e.sessionId(),
                        (id, was) -> new SessionAt(
                                id,
                                was.userId(),
                                was.clientId(),
                                was.deviceName(),
                                e.ipAddress() == null ? was.ip() : e.ipAddress(),
                                e.userAgent() == null ? was.userAgent() : e.userAgent(),
                                was.createdAt(),
                                when,
                                earlier(e.idleExpiresAt(), absolute.get(id))));
            } else if (event instanceof SessionRevoked e) {
                alive.remove(e.sessionId());
            } else if (event instanceof AllSessionsRevoked e) {
                e.sessionIds().forEach(alive::remove);
            } else if (event instanceof SessionExpired e) {
                alive.remove(e.sessionId());
            }
        }
        alive.values().removeIf(session -> !session.expiresAt().isAfter(at));
        return List.copyOf(alive.values());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
