package io.curfew.query.pages;

import io.curfew.query.sessions.SessionReader.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as the page shows it. What the client said of itself is attacker-controlled text: templates escape it.
 * Immutable.
 *
 * @param title what the person called the device, else browser and system
 * @param kind browser and system where the title is something else
 * @param place the address, or that it is this one's
 * @param client what the client it was begun with is called
 * @param replayedAt when a token of it that was spent was last used again; null if never
 * @param replayedFrom from which address
 */
public record SessionCard(
        String id,
        String icon,
        String title,
        @Nullable String kind,
        String place,
        String client,
        String method,
        Instant createdAt,
        Instant lastSeenAt,
        Instant endsAt,
        String ending,
        @Nullable Instant replayedAt,
        String replayedFrom,
        boolean current) {
    private static final String NOWHERE = "Unknown";

    static SessionCard of(
            Session session, ClientNames clients, @Nullable String currentId, @Nullable String currentIp) {
        String kind = kind(session);
        String name = session.deviceName();
        boolean current = session.id().equals(currentId);
        var end = session.end();
        var replay = session.replay();
        return new SessionCard(
                session.id(),
                Icon.of(session.device(), session.userAgent()).symbol(),
                name == null || name.isBlank() ? kind : name,
                name == null || name.isBlank() ? null : kind,
                place(session.ip(), current, currentIp),
                clients.of(session.clientId()),
                Words.method(session.authMethod()),
                session.createdAt(),
                session.lastSeenAt(),
                session.endsAt(),
                end == null ? "Expired" : Words.reason(end.reason()),
                replay == null ? null : replay.at(),
                replay == null ? NOWHERE : place(replay.ip(), current, currentIp),
                current);
    }

    private static String kind(Session session) {
        String browser = session.device().browser();
        String os = session.device().os();
        if (browser != null && os != null) {
            return browser + " on " + os;
        } else if (browser != null || os != null) {
            return browser != null ? browser : String.valueOf(os);
        }
        String agent = session.userAgent();
        return agent == null || agent.isBlank() ? "Unknown device" : cut(agent);
    }

    private static String cut(String agent) {
        int end = agent.offsetByCodePoints(0, Math.min(60, agent.codePointCount(0, agent.length())));
        return end == agent.length() ? agent : agent.substring(0, end) + "…";
    }

    private static String place(@Nullable String ip, boolean current, @Nullable String currentIp) {
        if (ip == null) {
            return NOWHERE;
        }
        return !current && ip.equals(currentIp) ? ip + " (this network)" : ip;
    }
}
