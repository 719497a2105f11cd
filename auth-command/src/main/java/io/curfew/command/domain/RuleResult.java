package io.curfew.command.domain;

import io.curfew.events.RevocationRuleAdded;
import java.util.List;

/** What became of an {@link AddRule} or {@link AddUserRule}. */
public sealed interface RuleResult {

    /**
     * The rule holds.
     *
     * @param sessionIds the sessions that it has ended; those it only keeps from being refreshed are not among them
     */
    record Added(RevocationRuleAdded rule, List<String> sessionIds) implements RuleResult {
        public Added {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    /** No. */
    record Refused(Refusal refusal) implements RuleResult {}
}
