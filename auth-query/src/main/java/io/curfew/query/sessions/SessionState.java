package io.curfew.query.sessions;

import io.curfew.events.AllSessionsRevoked;
import io.curfew.events.RefreshTokenReplayed;
import io.curfew.events.SessionEvent;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import io.curfew.events.personal.PersonalField;
import io.curfew.query.personal.Opener;
import io.curfew.query.store.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one session. Each group of fields remembers the number of the event that set it and gives way only to
 * a later one (the end only to an earlier one), so applying is commutative and idempotent: any order of the same events,
 * with any number of copies, ends in the same state (I10). An end always wins over anything that says it is alive.
 *
 * <p>Immutable and thread-safe.
 */
public record SessionState(
        String sessionId,
        String userId,
        @Nullable Start start,
        @Nullable Seen seen,
        @Nullable Address address,
        @Nullable Agent agent,
        @Nullable Replay replay,
        @Nullable End end) {

    /** How it began. */
    public record Start(
            long seq,
            String clientId,
            @Nullable String deviceName,
            String authMethod,
            Instant createdAt,
            Instant absoluteExpiresAt) {
        private Start named(@Nullable String name) {
            return new Start(seq, clientId, name, authMethod, createdAt, absoluteExpiresAt);
        }
    }

    /** When it was last used, and until when that keeps it. */
    public record Seen(long seq, Instant at, Instant idleExpiresAt) {}

    /** Where it was last used from; personal data, sealed while its key is not known, null when it cannot be read. */
    public record Address(long seq, @Nullable String ip) {}

    /** What it was last used with; personal data as the address is, attacker-controlled text. */
    public record Agent(long seq, @Nullable String userAgent) {}

    /**
     * When and from where a refresh token that was spent was last used again and answered; personal data, and sealed or
     * null, as the address is.
     */
    public record Replay(long seq, Instant at, @Nullable String ip) {}

    /** How it ended; {@code reason} is a name of the contract or {@value #EXPIRED}. */
    public record End(long seq, Instant at, String reason, String initiatingEntity) {}

    /** The reason of an end that nobody decided. */
    public static final String EXPIRED = "EXPIRED";

    private static final String SYSTEM = "SYSTEM";

    /** A session of which nothing is known yet. */
    public static SessionState unknown(String sessionId, String userId) {
        return new SessionState(sessionId, userId, null, null, null, null, null, null);
    }

    /** The state with this event known too. */
    public SessionState apply(long seq, SessionEvent event) {
        if (event instanceof SessionStarted e) {
            return started(seq, e)
                    .seen(new Seen(seq, Times.stored(e.occurredAt()), Times.stored(e.idleExpiresAt())))
                    .address(seq, e.ipAddress())
                    .agent(seq, e.userAgent());
        } else if (event instanceof SessionRefreshed e) {
            return seen(new Seen(seq, Times.stored(e.occurredAt()), Times.stored(e.idleExpiresAt())))
                    .address(seq, e.ipAddress())
                    .agent(seq, e.userAgent());
        } else if (event instanceof SessionRevoked e) {
            return ended(
                    seq, e.occurredAt(), e.reason().name(), e.initiatingEntity().name());
        } else if (event instanceof AllSessionsRevoked e) {
            return ended(
                    seq, e.occurredAt(), e.reason().name(), e.initiatingEntity().name());
        } else if (event instanceof SessionExpired e) {
            return ended(seq, e.expiredAt(), EXPIRED, SYSTEM);
        } else if (event instanceof RefreshTokenReplayed e) {
            // Whoever came with it prolonged nothing: "last seen" stays with the rotation just before it.
            return replayed(new Replay(seq, Times.stored(e.occurredAt()), e.ipAddress()));
        }
        // A reused token changes nothing by itself: the revocation that follows it does.
        return this;
    }

    /** The state with what was left sealed opened, as far as it can be. */
    SessionState open(Opener opener) {
        Start begun = start == null ? null : start.named(name(opener, start.deviceName()));
        Address from = address == null
                ? null
                : new Address(address.seq(), opener.open(userId, sessionId, PersonalField.IP_ADDRESS, address.ip()));
        Agent with = agent == null
                ? null
                : new Agent(agent.seq(), opener.open(userId, sessionId, PersonalField.USER_AGENT, agent.userAgent()));
        Replay again = replay == null
                ? null
                : new Replay(
                        replay.seq(),
                        replay.at(),
                        opener.open(userId, sessionId, PersonalField.IP_ADDRESS, replay.ip()));
        return new SessionState(sessionId, userId, begun, seen, from, with, again, end);
    }

    private @Nullable String name(Opener opener, @Nullable String deviceName) {
        return opener.open(userId, sessionId, PersonalField.DEVICE_NAME, deviceName);
    }

    /** When it ended, or will by its lifetimes, whichever is first; null while its start is not known nor its end. */
    public @Nullable Instant endsAt() {
        Instant decided = end == null ? null : end.at();
        if (start == null || seen == null) {
            return decided;
        }
        Instant passed = seen.idleExpiresAt().isBefore(start.absoluteExpiresAt())
                ? seen.idleExpiresAt()
                : start.absoluteExpiresAt();
        return decided == null || passed.isBefore(decided) ? passed : decided;
    }

    private SessionState started(long seq, SessionStarted e) {
        if (start != null) {
            return this;
        }
        Start first = new Start(
                seq,
                e.clientId(),
                e.deviceName(),
                e.authMethod().name(),
                Times.stored(e.occurredAt()),
                Times.stored(e.absoluteExpiresAt()));
        return new SessionState(sessionId, userId, first, seen, address, agent, replay, end);
    }

    private SessionState seen(Seen later) {
        return seen != null && seen.seq() >= later.seq()
                ? this
                : new SessionState(sessionId, userId, start, later, address, agent, replay, end);
    }

    private SessionState address(long seq, @Nullable String ip) {
        return ip == null || (address != null && address.seq() >= seq)
                ? this
                : new SessionState(sessionId, userId, start, seen, new Address(seq, ip), agent, replay, end);
    }

    private SessionState agent(long seq, @Nullable String userAgent) {
        return userAgent == null || (agent != null && agent.seq() >= seq)
                ? this
                : new SessionState(sessionId, userId, start, seen, address, new Agent(seq, userAgent), replay, end);
    }

    private SessionState replayed(Replay later) {
        return replay != null && replay.seq() >= later.seq()
                ? this
                : new SessionState(sessionId, userId, start, seen, address, agent, later, end);
    }

    private SessionState ended(long seq, Instant at, String reason, String by) {
        return end != null && end.seq() <= seq
                ? this
                : new SessionState(
                        sessionId,
                        userId,
                        start,
                        seen,
                        address,
                        agent,
                        replay,
                        new End(seq, Times.stored(at), reason, by));
    }
}
