package io.curfew.command.web;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RefreshProof;
import io.curfew.command.domain.Refusal;
import io.curfew.command.domain.RevokeAllSessions;
import io.curfew.command.domain.RevokeResult;
import io.curfew.command.domain.RevokeSession;
import io.curfew.command.sessions.Outcome;
import io.curfew.command.sessions.RevocationProofs;
import io.curfew.command.sessions.SessionCommands;
import io.curfew.command.sessions.SessionLookup;
import io.curfew.command.sessions.SessionLookup.EndedSession;
import io.curfew.command.sessions.SessionLookup.SessionRef;
import io.curfew.command.token.RefreshToken;
import io.curfew.command.token.VerifiedToken;
import io.curfew.command.web.credentials.ReceivedAt;
import io.curfew.command.web.credentials.RequestOrigin;
import io.curfew.events.RevocationReason;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Revokes sessions of the user who asks, by one of the user's tokens. For a session that was revoked before, the outcome is
 * the state of that revocation, so that a repeated request gets the same answer. Thread-safe.
 */
@Component
class SessionRevoker {
    private final SessionCommands commands;
    private final SessionLookup lookup;
    private final RevocationProofs proofs;
    private final RequestOrigin origins;
    private final Clock clock;

    SessionRevoker(
            SessionCommands commands,
            SessionLookup lookup,
            RevocationProofs proofs,
            RequestOrigin origins,
            Clock clock) {
        this.commands = commands;
        this.lookup = lookup;
        this.proofs = proofs;
        this.origins = origins;
        this.clock = clock;
    }

    /** The active sessions of these refresh tokens, in the order of {@link SessionLookup#byRefreshTokenHashes}. */
    List<SessionRef> find(List<String> refreshTokens) {
        return lookup.byRefreshTokenHashes(refreshTokens.stream()
                .flatMap(token -> RefreshToken.parse(token).stream())
                .map(RefreshToken::hash)
                .toList());
    }

    /** Revokes the session of an access token. */
    Outcome<RevokeResult> own(VerifiedToken token) {
        return orEarlier(
                commands.revoke(revoke(token.userId(), token.sessionId(), null, null, clock.instant())),
                token.sessionId());
    }

    /**
     * Revokes the session of a refresh token.
     *
     * @param actingSessionId the session whose access token asks, null when only the refresh token does
     */
    Outcome<RevokeResult> shown(SessionRef session, @Nullable String actingSessionId, HttpServletRequest request) {
        return orEarlier(
                commands.revoke(revoke(
                        session.userId(),
                        session.sessionId(),
                        actingSessionId,
                        proof(session, request),
                        ReceivedAt.of(request))),
                session.sessionId());
    }

    private RevokeSession revoke(
            String userId,
            String sessionId,
            @Nullable String actingSessionId,
            @Nullable RefreshProof proof,
            Instant receivedAt) {
        // Without an access token that counts it is the session's own refresh token, or its cookie, that asks.
        String from = actingSessionId == null ? sessionId : actingSessionId;
        return new RevokeSession(
                userId,
                sessionId,
                actingSessionId,
                proof,
                RevocationReason.LOGOUT,
                Initiator.user(userId, from),
                receivedAt);
    }

    /** Revokes all sessions of the owner of an access token. */
    Outcome<RevokeResult> all(VerifiedToken token) {
        return all(token.userId(), token.sessionId(), null, clock.instant());
    }

    /** Revokes all sessions of the owner of a refresh token. */
    Outcome<RevokeResult> all(SessionRef session, HttpServletRequest request) {
        return all(session.userId(), session.sessionId(), proof(session, request), ReceivedAt.of(request));
    }

    private Outcome<RevokeResult> all(
            String userId, String sessionId, @Nullable RefreshProof proof, Instant receivedAt) {
        return commands.revokeAll(
                new RevokeAllSessions(
                        userId,
                        null,
                        sessionId,
                        proof,
                        RevocationReason.LOGOUT_ALL,
                        Initiator.user(userId, sessionId),
                        receivedAt),
                () -> {});
    }

    /** The earlier revocation of the session of a refresh token, if there was one. */
    Optional<Outcome<RevokeResult>> before(String refreshToken) {
        return ended(refreshToken).map(ended -> earlier(ended.revocationId()));
    }

    /** The same if it was a session of this user. */
    Optional<Outcome<RevokeResult>> before(String refreshToken, String userId) {
        return ended(refreshToken)
                .filter(ended -> ended.userId().equals(userId))
                .map(ended -> earlier(ended.revocationId()));
    }

    private Optional<EndedSession> ended(String refreshToken) {
        return RefreshToken.parse(refreshToken).flatMap(token -> lookup.endedByRefreshTokenHash(token.hash()));
    }

    /** A session that has ended by now was revoked before; a refusal of the acting session stays one. */
    private Outcome<RevokeResult> orEarlier(Outcome<RevokeResult> outcome, String sessionId) {
        if (outcome.result() instanceof RevokeResult.Refused refused
                && refused.refusal() != Refusal.ACTING_SESSION_ENDED) {
            return lookup.ended(sessionId)
                    .map(ended -> earlier(ended.revocationId()))
                    .orElseGet(SessionRevoker::nothing);
        }
        return outcome;
    }

    private Outcome<RevokeResult> earlier(String revocation) {
        return proofs.awaitPublished(revocation)
                .map(state -> new Outcome<RevokeResult>(
                        new RevokeResult.Revoked(List.of()),
                        state.position(),
                        new Outcome.Publication(state.id(), state.published())))
                .orElseGet(SessionRevoker::nothing);
    }

    /** There was nothing to revoke, and no earlier revocation is known. */
    static Outcome<RevokeResult> nothing() {
        return new Outcome<>(new RevokeResult.Revoked(List.of()), -1, null);
    }

    private RefreshProof proof(SessionRef session, HttpServletRequest request) {
        return new RefreshProof(session.refreshTokenHash(), session.arrived(), origins.of(request));
    }
}
