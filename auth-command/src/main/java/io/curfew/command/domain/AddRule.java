package io.curfew.command.domain;

import io.curfew.events.RevocationRuleAdded;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Revoke by a rule that is about no single user: a token, a client, a tenant, a signing key, all. */
public record AddRule(@TargetAggregateIdentifier String streamId, NewRule rule, Instant receivedAt)
        implements DomainCommand {

    /** Asks for a rule in a stream of its own. */
    public AddRule(NewRule rule, Instant receivedAt) {
        this(RevocationRuleAdded.streamOf(rule.id()), rule, receivedAt);
    }
}
