package io.curfew.command.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.curfew.events.InitiatingEntity;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A revocation rule that is about no single user. It is added once and never changes: nothing un-revokes. Not thread-safe.
 */
@AggregateRoot(type = "RevocationRule")
public final class RevocationRule {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String streamId;

    RevocationRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Decided<RuleResult> handle(AddRule command, RevocationRules rules, RulePolicy policy) {
        NewRule rule = command.rule();
        Instant now = command.receivedAt();
        Instant notBefore = notBefore(rule, now, rules);
        Instant issuedBefore = notBefore == null || notBefore.isBefore(now) ? now : notBefore;
        Instant tokensExpireAt = policy.tokensExpireAt(issuedBefore);
        if (rule.kind() == RuleKind.KEY && rules.isOwnKey(Objects.requireNonNull(rule.value()))) {
            // It never signs again. Whoever has stolen it can date what he signs as he likes.
            notBefore = tokensExpireAt;
        }
        RevocationRuleAdded added = added(command.streamId(), rule, notBefore, now, tokensExpireAt);
        apply(added);
        return new Decided<>(new RuleResult.Added(added, List.of()), 0);
    }

    @EventSourcingHandler
    void on(RevocationRuleAdded event) {
        streamId = event.streamId();
    }

    /** Without one given: after everything granted so far, by whatever clock; never before now. */
    private static @Nullable Instant notBefore(NewRule rule, Instant now, RevocationRules rules) {
        if (rule.kind() == RuleKind.TOKEN) {
            return null;
        }
        Instant given = rule.notBefore();
        if (given != null) {
            return RulePolicy.wholeMilli(given);
        }
        Instant afterGrants = rules.lastGrant(rule.kind(), rule.value()).plusMillis(1);
        return RulePolicy.wholeMilli(afterGrants.isAfter(now) ? afterGrants : now);
    }

    /** A rule about one user, as its event. */
    static RevocationRuleAdded added(AddUserRule command, Instant now, RulePolicy policy) {
        NewRule rule = command.rule();
        Instant given = rule.notBefore();
        Instant notBefore = rule.kind() == RuleKind.SESSION ? null : RulePolicy.wholeMilli(given == null ? now : given);
        return added(command.userId(), rule, notBefore, now, policy.tokensExpireAt(now));
    }

    private static RevocationRuleAdded added(
            String streamId, NewRule rule, @Nullable Instant notBefore, Instant now, Instant tokensExpireAt) {
        return new RevocationRuleAdded(
                streamId,
                rule.id(),
                rule.kind(),
                rule.value(),
                notBefore,
                rule.reason(),
                InitiatingEntity.ADMIN,
                rule.initiatedBy(),
                now,
                tokensExpireAt);
    }
}
