package io.curfew.command.domain;

import java.time.Instant;

/**
 * What an access token may be minted from: the proof that a session was active when the command was decided.
 *
 * @param authenticatedAt when the person last proved who they are ({@code auth_time})
 * @param decidedAt the command's {@code receivedAt}, from which the access token's {@code exp} is computed
 * @param expiresAt no token may live longer than the session: the earlier of idle and absolute expiry
 */
public record SessionGrant(
        String userId,
        String sessionId,
        String clientId,
        Instant authenticatedAt,
        Instant decidedAt,
        Instant expiresAt) {}
