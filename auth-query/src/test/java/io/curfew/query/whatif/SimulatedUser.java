package io.curfew.query.whatif;

import io.curfew.events.AuthMethod;
import io.curfew.events.InitiatingEntity;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.RefreshTokenReused;
import io.curfew.events.RevocationReason;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A user whose commands, made by chance, are decided under a policy as the aggregate would. Not thread-safe. */
final class SimulatedUser {
    final List<SessionEvent> events = new ArrayList<>();
    private final Map<String, Instant[]> active = new LinkedHashMap<>(); // absolute expiry, idle expiry, last use
    private final Duration idle;
    private final Duration absolute;
    private final int limit;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int sessions;

    SimulatedUser(Duration idle, Duration absolute, int limit) {
        this.idle = idle;
        this.absolute = absolute;
        this.limit = limit;
    }

    SimulatedUser act(Random random, int commands) {
        for (int i = 0; i < commands; i++) {
            pass(Duration.ofSeconds(random.nextInt(1200)));
            List<String> ids = new ArrayList<>(active.keySet());
            int choice = random.nextInt(10);
            if (ids.isEmpty() || choice < 3) {
                login();
            } else {
                String id = ids.get(random.nextInt(ids.size()));
                if (choice < 8) {
                    refresh(id);
                } else {
                    end(id, RevocationReason.LOGOUT);
                }
            }
        }
        return this;
    }

    SimulatedUser pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    String login() {
        expire();
        while (active.size() >= limit) {
            String unused = Collections.min(active.keySet(), Comparator.comparing(id -> active.get(id)[2]));
            end(unused, RevocationReason.SESSION_LIMIT);
        }
        String id = "s" + sessions++;
        Instant end = now.plus(absolute);
        Instant idleEnd = earlier(now.plus(idle), end);
        active.put(id, new Instant[] {end, idleEnd, now});
        events.add(new SessionStarted(
                "u", id, "web", null, "192.0.2.1", "curl", AuthMethod.PASSWORD, null, now, now, idleEnd, end, null));
        return id;
    }

    SimulatedUser refresh(String id) {
        expire();
        Instant[] ends = active.get(id);
        if (ends != null) {
            ends[1] = earlier(now.plus(idle), ends[0]);
            ends[2] = now;
            events.add(new SessionRefreshed("u", id, null, null, null, now, now, ends[1], null));
        }
        return this;
    }

    SimulatedUser reuse(String id) {
        events.add(new RefreshTokenReused("u", id, "192.0.2.1", "curl", now));
        end(id, RevocationReason.REFRESH_TOKEN_REUSED);
        return this;
    }

    SimulatedUser replay(String id, Duration after) {
        events.add(new RefreshTokenReplayed("u", id, null, "192.0.2.1", "curl", now, now.minus(after)));
        return this;
    }

    SimulatedUser logout(String id) {
        end(id, RevocationReason.LOGOUT);
        return this;
    }

    private void end(String id, RevocationReason reason) {
        expire();
        if (active.remove(id) != null) {
            events.add(new SessionRevoked("u", id, reason, InitiatingEntity.USER, now, now, null, null));
        }
    }

    private void expire() {
        List.copyOf(active.keySet()).forEach(id -> {
            Instant[] ends = active.get(id);
            Instant expired = earlier(ends[0], ends[1]);
            if (!now.isBefore(expired)) {
                active.remove(id);
                events.add(new SessionExpired("u", id, expired, now));
            }
        });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
