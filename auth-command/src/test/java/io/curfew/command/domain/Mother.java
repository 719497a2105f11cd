package io.curfew.command.domain;

import io.curfew.events.AuthMethod;
import io.curfew.events.RevocationReason;
import io.curfew.events.RuleKind;
import io.curfew.events.SessionExpired;
import io.curfew.events.SessionRefreshed;
import io.curfew.events.SessionRevoked;
import io.curfew.events.SessionStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events and commands of one user, ready-made. */
public final class Mother {
    public static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    public static final String USER = "7d2c4a60-0001-4000-8000-000000000001";
    static final Origin HOME = new Origin("203.0.113.7", "Firefox");
    static final Duration LIFETIME = SessionPolicy.DEFAULT.accessTokenLifetime();

    /** Text that says who sealed it, readable for tests. */
    static final PersonalData SEALS = (user, session, origin, device) -> new PersonalData.Sealed(
            sealed(session, origin.ipAddress()),
            sealed(session, origin.userAgent()),
            device == null ? null : sealed(session, device));

    static final RevocationRules NO_RULES = rules(Instant.EPOCH, Instant.EPOCH);

    private Mother() {}

    /** One not-before for everybody, while the last token was granted at an instant; only "our-key" is ours. */
    static RevocationRules rules(Instant notBefore, Instant lastGrant) {
        return new RevocationRules() {
            @Override
            public Instant notBefore(String userId, String clientId) {
                return notBefore;
            }

            @Override
            public Instant lastGrant(RuleKind kind, @Nullable String value) {
                return lastGrant;
            }

            @Override
            public boolean isOwnKey(String kid) {
                return kid.equals("our-key");
            }
        };
    }

    static String sealed(String session, String text) {
        return "sealed:" + session + ":" + text;
    }

    public static StartSession start(String session, Instant at) {
        return new StartSession(
                USER,
                session,
                "web",
                null,
                HOME,
                AuthMethod.PASSWORD,
                session + "-0",
                "jti-" + session + "-0",
                Set.of(),
                at);
    }

    public static RefreshSession refresh(String session, String presented, String successor, Instant at) {
        return refresh(session, presented, successor, HOME, at);
    }

    static RefreshSession refresh(String session, String presented, String successor, Origin from, Instant at) {
        return new RefreshSession(
                USER, session, new RefreshProof(presented, null, from), successor, "jti-" + successor, at);
    }

    public static RevokeSession revoke(String session, @Nullable String acting, Instant at) {
        return new RevokeSession(USER, session, acting, RevocationReason.LOGOUT, Initiator.user(USER, acting), at);
    }

    public static RevokeAllSessions revokeAll(@Nullable String keep, @Nullable String acting, Instant at) {
        return new RevokeAllSessions(USER, keep, acting, RevocationReason.LOGOUT_ALL, Initiator.user(USER, acting), at);
    }

    public static SessionStarted started(String session, Instant at) {
        SessionPolicy policy = SessionPolicy.DEFAULT;
        return new SessionStarted(
                USER,
                session,
                "web",
                null,
                sealed(session, HOME.ipAddress()),
                sealed(session, HOME.userAgent()),
                AuthMethod.PASSWORD,
                session + "-0",
                at,
                at.plus(LIFETIME),
                at.plus(policy.idle()),
                at.plus(policy.absolute()),
                "jti-" + session + "-0");
    }

    public static SessionRefreshed refreshed(String session, String hash, Instant at) {
        return new SessionRefreshed(
                USER,
                session,
                hash,
                null,
                null,
                at,
                at.plus(LIFETIME),
                at.plus(SessionPolicy.DEFAULT.idle()),
                "jti-" + hash);
    }

    static SessionRevoked revoked(String session, Instant lastTokenAt, Instant at) {
        return revoked(session, RevocationReason.LOGOUT, Initiator.user(USER, session), lastTokenAt, at);
    }

    static SessionRevoked revoked(
            String session, RevocationReason reason, Initiator by, Instant lastTokenAt, Instant at) {
        return new SessionRevoked(
                USER, session, reason, by.entity(), at, lastTokenAt.plus(LIFETIME), by.userId(), by.sessionId());
    }

    static SessionExpired expired(String session, Instant expiredAt, Instant noticedAt) {
        return new SessionExpired(USER, session, expiredAt, noticedAt);
    }

    static SessionGrant grant(String session, Instant started, Instant decided) {
        return new SessionGrant(USER, session, "web", started, decided, decided.plus(LIFETIME));
    }
}
