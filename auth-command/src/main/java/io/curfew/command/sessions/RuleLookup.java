package io.curfew.command.sessions;

import io.curfew.events.RuleKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what a revocation rule would cut off. Thread-safe; throws {@link StoreUnavailableException}. */
public interface RuleLookup {

    /**
     * How much a rule would cut off now, and changes nothing. Tokens that are known to nobody here, such as those of other
     * issuers, are not counted.
     *
     * @param value what is named; null for {@link RuleKind#ALL}
     * @param notBefore sessions that began before count
     */
    Matches matches(RuleKind kind, @Nullable String value, Instant notBefore);

    /** Active sessions, and how many people they belong to. */
    record Matches(int sessions, int users) {}
}
