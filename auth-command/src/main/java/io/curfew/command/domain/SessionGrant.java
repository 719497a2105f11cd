package io.curfew.command.domain;

import java.time.Instant;

/**
 * What an access token may be minted from: the proof that a session was active when the command was decided.
 *
 * @param authenticatedAt when the person last proved who they are ({@code auth_time})
 * @param decidedAt the access token's {@code iat}: the command's {@code receivedAt}, but not before the not-before of
 *     a rule that the session was started under
 * @param accessTokenExpiresAt the access token's {@code exp}, as the event records it: whoever ends the session reckons
 *     with it (I6 TokenInsideEntry)
 */
public record SessionGrant(
        String userId,
        String sessionId,
        String clientId,
        Instant authenticatedAt,
        Instant decidedAt,
        Instant accessTokenExpiresAt) {}
