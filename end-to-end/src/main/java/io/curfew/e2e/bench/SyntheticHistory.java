package io.curfew.e2e.bench;

import io.curfew.events.AuthMethod;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Users' streams made by chance, the same for the same seed: each user signs in now and then over {@link #SPAN}, refreshes
 * for a while, and the session is signed out, is reused, or expires. Made stream by stream, so any number of events takes
 * the memory of one. Immutable and thread-safe.
 */
final class SyntheticHistory {
    /** When the first event may be. */
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    /** How much time the events take. */
    static final Duration SPAN = Duration.ofDays(90);
    /** Roughly how many events a user has. */
    static final int EVENTS_EACH = 50;

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration IDLE = Duration.ofDays(7);
    private static final Duration ABSOLUTE = Duration.ofDays(30);
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                + " Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0"
                + " Safari/537.36",
        "curl/8.17.0"
    };
    private static final String[] CLIENTS = {"web", "web", "web", "ios", "android", "tv"};

    private final long seed;

    SyntheticHistory(long seed) {
        this.seed = seed;
    }

    /** How many users it takes for about so many events. */
    static int users(long events) {
        return (int) Math.max(1, events / EVENTS_EACH);
    }

    /** The stream of a user; the index is the seq. */
    List<SessionEvent> stream(int user) {
        SplittableRandom random = new SplittableRandom(seed * 31 + user);
        String userId = new UUID(random.nextLong(), random.nextLong()).toString();
        List<SessionEvent> events = new ArrayList<>(EVENTS_EACH + 10);
        Instant now = BEGIN.plusMillis(random.nextLong(SPAN.toMillis() / 10));
        while (events.size() < EVENTS_EACH) {
            now = session(random, userId, events, now)
                    .plusMillis(random.nextLong(Duration.ofDays(7).toMillis()));
        }
        return events;
    }

    private static Instant session(SplittableRandom random, String user, List<SessionEvent> events, Instant start) {
        String sid = new UUID(random.nextLong(), random.nextLong()).toString();
        String ip = address(random);
        String agent = AGENTS[random.nextInt(AGENTS.length)];
        Instant absolute = start.plus(ABSOLUTE);
        Instant now = start;
        events.add(new SessionStarted(
                user,
                sid,
                CLIENTS[random.nextInt(CLIENTS.length)],
                random.nextBoolean() ? "laptop" : null,
                ip,
                agent,
                AuthMethod.PASSWORD,
                null,
                now,
                now.plus(LIFE),
                now.plus(IDLE),
                absolute,
                tokenIdHash(sid, now)));
        int refreshes = random.nextInt(16);
        for (int i = 0; i < refreshes; i++) {
            now = now.plusMillis(Duration.ofMinutes(14).toMillis()
                    + random.nextLong(Duration.ofHours(12).toMillis()));
            String elsewhere = random.nextInt(8) == 0 ? address(random) : null;
            events.add(new SessionRefreshed(
                    user, sid, null, elsewhere, null, now, now.plus(LIFE), now.plus(IDLE), tokenIdHash(sid, now)));
        }
        return end(random, user, sid, events, now);
    }

    private static Instant end(
            SplittableRandom random, String user, String sid, List<SessionEvent> events, Instant last) {
        int how = random.nextInt(10);
        if (how < 4) {
            Instant expired = last.plus(IDLE);
            events.add(new SessionExpired(user, sid, expired, expired.plusSeconds(30)));
            return expired.plusSeconds(30);
        }
        Instant at = last.plusMillis(random.nextLong(Duration.ofHours(6).toMillis()) + 1);
        boolean reused = how == 9;
        if (reused) {
            events.add(new RefreshTokenReused(user, sid, address(random), AGENTS[3], at));
        }
        events.add(new SessionRevoked(
                user,
                sid,
                reused ? RevocationReason.REFRESH_TOKEN_REUSED : RevocationReason.LOGOUT,
                reused ? InitiatingEntity.POLICY : InitiatingEntity.USER,
                at,
                at.plus(LIFE),
                reused ? null : user,
                reused ? null : sid));
        return at;
    }

    private static String tokenIdHash(String sid, Instant at) {
        return Notice.Token.hash(sid + at);
    }

    private static String address(SplittableRandom random) {
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
