package io.curfew.command.web;

import io.curfew.command.domain.Initiator;
import io.curfew.command.domain.RefreshProof;
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
 * Ends sessions of the person who asks, by a token of theirs. What has ended before is told with how far that revocation
 * is, so that asking again is never answered with more than is true. Thread-safe.
 */
@Component
class SessionEnds {
    private final SessionCommands commands;
    private final SessionLookup lookup;
    private final RevocationProofs proofs;
    private final RequestOrigin origins;
    private final Clock clock;

    SessionEnds(
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

    /** The live sessions that refresh tokens belong to, the one used last first; strings of another form belong to none. */
    List<SessionRef> find(List<String> refreshTokens) {
        return lookup.byRefreshTokenHashes(refreshTokens.stream()
                .flatMap(token -> RefreshToken.parse(token).stream())
                .map(RefreshToken::hash)
                .toList());
    }

    /** Ends the session of an access token. */
    Outcome<RevokeResult> own(VerifiedToken token) {
        return sinceWhen(
                commands.revoke(revoke(token.userId(), token.sessionId(), null, null, clock.instant())),
                token.sessionId());
    }

    /**
     * Ends the session of a refresh token.
     *
     * @param actingSessionId the session whose access token asks, null when only the refresh token does
     */
    Outcome<RevokeResult> shown(SessionRef session, @Nullable String actingSessionId, HttpServletRequest request) {
        Outcome<RevokeResult> outcome = commands.revoke(revoke(
                session.userId(),
                session.sessionId(),
                actingSessionId,
                proof(session, request),
                ReceivedAt.of(request)));
        return actingSessionId == null ? sinceWhen(outcome, session.sessionId()) : outcome;
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

    /** Ends all sessions of the owner of an access token. */
    Outcome<RevokeResult> all(VerifiedToken token) {
        return all(token.userId(), token.sessionId(), null, clock.instant());
    }

    /** Ends all sessions of the owner of a refresh token. */
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

    /** What became of the session of a refresh token, if that session has ended. */
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

    private Outcome<RevokeResult> sinceWhen(Outcome<RevokeResult> outcome, String sessionId) {
        return outcome.result() instanceof RevokeResult.Revoked
                ? outcome
                : lookup.ended(sessionId)
                        .map(ended -> earlier(ended.revocationId()))
                        .orElseGet(SessionEnds::nothing);
    }

    private Outcome<RevokeResult> earlier(String revocation) {
        return proofs.awaitPublished(revocation)
                .map(state -> new Outcome<RevokeResult>(
                        new RevokeResult.Revoked(List.of()),
                        state.position(),
                        new Outcome.Publication(state.id(), state.published())))
                .orElseGet(SessionEnds::nothing);
    }

    /** Nothing had to be ended, and nothing is known of an end. */
    static Outcome<RevokeResult> nothing() {
        return new Outcome<>(new RevokeResult.Revoked(List.of()), -1, null);
    }

    private RefreshProof proof(SessionRef session, HttpServletRequest request) {
        return new RefreshProof(session.refreshTokenHash(), session.arrived(), origins.of(request));
    }
}
