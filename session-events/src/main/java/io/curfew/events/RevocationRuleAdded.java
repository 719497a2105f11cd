package io.curfew.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An administrator revoked by a rule. A rule about a session or a subject is in its user's stream, together with what it
 * ended there; any other is the only event of a stream of its own.
 *
 * @param value what is named: an id, the SHA-256 of a {@code jti} in base64url, or null for {@link RuleKind#ALL}
 * @param notBefore tokens issued before are refused; null where an exact id decides ({@code TOKEN}, {@code SESSION}). For
 *     a signing key of our own it equals {@code tokensExpireAt}: such a key never signs again, so whatever comes with it
 *     is forged
 * @param reason why, in the administrator's words; text to be escaped
 * @param initiatedBy the administrator's user id
 * @param tokensExpireAt the last instant at which any token it matches can still be unexpired, not counting what a
 *     verifier forgives
 */
public record RevocationRuleAdded(
        String streamId,
        String ruleId,
        RuleKind kind,
        @Nullable String value,
        @Nullable Instant notBefore,
        String reason,
        InitiatingEntity initiatingEntity,
        String initiatedBy,
        Instant occurredAt,
        Instant tokensExpireAt)
        implements SessionEvent {
    /** What the ids of streams begin with that belong to a rule and to no user. */
    public static final String STREAM_PREFIX = "rule:";

    /** The id of a rule's own stream. */
    public static String streamOf(String ruleId) {
        return STREAM_PREFIX + ruleId;
    }
}
