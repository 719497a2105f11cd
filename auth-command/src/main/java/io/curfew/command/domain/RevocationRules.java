package io.curfew.command.domain;

import io.curfew.events.RuleKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The revocation rules that commands are decided under. Each call takes part in the command's transaction. Thread-safe.
 *
 * <p>Rules and grants of tokens are ordered by a lock and not by clocks: whoever asked for {@link #notBefore} keeps rules
 * out until its transaction has ended, and whoever asked for {@link #lastGrant} keeps grants out. So a token is granted
 * either before a rule, which then covers it, or with the rule known (I5 CommandLinearizable).
 */
public interface RevocationRules {

    /** The latest not-before of the rules about this user, this client or all; the epoch when there is none. */
    Instant notBefore(String userId, String clientId);

    /** When any active session that a rule of this kind covers was last granted a token; the epoch when there is none. */
    Instant lastGrant(RuleKind kind, @Nullable String value);

    /** Whether a signing key of this name is one of our own, now or once. */
    boolean isOwnKey(String kid);
}
