package io.curfew.command.running;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.Origin;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.domain.RefreshSession;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.domain.StartSession;
import io.curfew.events.AuthMethod;
import io.curfew.events.RevocationReason;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user whom no other test has, for nodes that several tests share: commands about sessions whose ids, like the hashes of
 * their tokens, are this user's own. The first token of session {@code a} is {@code token("a", 0)}. Immutable.
 */
public final class Someone {
    private static final Origin HOME = new Origin("203.0.113.7", "Firefox");

    private final String user = UUID.randomUUID().toString();

    /** The user's id, and so the name of its stream. */
    public String user() {
        return user;
    }

    /** The id of a session. */
    public String session(String name) {
        return user + "-" + name;
    }

    /** The hash of the n-th refresh token of a session. */
    public String token(String session, int n) {
        return session(session) + "-" + n;
    }

    /** A log-in of client {@code web}. */
    public StartSession start(String session, Instant at) {
        return start(session, "web", at);
    }

    /** A log-in of some client. */
    public StartSession start(String session, String client, Instant at) {
        String jti = "jti-" + token(session, 0);
        return new StartSession(
                user, session(session), client, null, HOME, AuthMethod.PASSWORD, token(session, 0), jti, Set.of(), at);
    }

    /** A refresh that presents the n-th token and is to be given the next. */
    public RefreshSession refresh(String session, int presented, Instant at) {
        return refresh(session, presented, token(session, presented + 1), at);
    }

    /** A refresh that presents the n-th token and is to be given this one. */
    public RefreshSession refresh(String session, int presented, String successor, Instant at) {
        return new RefreshSession(
                user,
                session(session),
                new RefreshProof(token(session, presented), null, HOME),
                successor,
                "jti-" + successor,
                at);
    }

    /** A log-out of one session, by itself. */
    public RevokeSession revoke(String session, Instant at) {
        String id = session(session);
        return new RevokeSession(user, id, id, RevocationReason.LOGOUT, Initiator.user(user, id), at);
    }

    /** A log-out of all sessions, by one of them or by none of them. */
    public RevokeAllSessions revokeAll(@Nullable String acting, Instant at) {
        String id = acting == null ? null : session(acting);
        return new RevokeAllSessions(user, null, id, RevocationReason.LOGOUT_ALL, Initiator.user(user, id), at);
    }
}
