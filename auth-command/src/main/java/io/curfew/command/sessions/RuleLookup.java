package io.curfew.command.sessions;

import io.curfew.events.RuleKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks after the revocation rules that hold. Thread-safe; throws {@link StoreUnavailableException}. */
public interface RuleLookup {

    /** Whether a rule covers an access token of ours. Says nothing about whether its session goes on. */
    boolean revokes(IssuedToken token);

    /**
     * How much a rule would cut off now, and changes nothing. Tokens that are known to nobody here, such as those of other
     * issuers, are not counted.
     *
     * @param value what is named; null for {@link RuleKind#ALL}
     * @param notBefore sessions that began before count
     */
    Matches matches(RuleKind kind, @Nullable String value, Instant notBefore);

    /** What a well-signed access token of ours says, as far as rules are about it. */
    record IssuedToken(String userId, String clientId, String tokenId, String kid, Instant issuedAt) {}

    /** Active sessions, and how many people they belong to. */
    record Matches(int sessions, int users) {}
}
