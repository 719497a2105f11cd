package io.curfew.command.token;

import io.curfew.command.axon.EventSubscriber;
import io.curfew.events.RevocationRuleAdded;
import io.curfew.events.RuleKind;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Retires a signing key of ours in the transaction of the rule that revokes it. Thread-safe. */
final class RetiredKeys implements EventSubscriber {
    private final JdbcTemplate jdbc;
    private final SigningKeys keys;

    RetiredKeys(JdbcTemplate jdbc, SigningKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public void on(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> message : events) {
            if (message.getPayload() instanceof RevocationRuleAdded rule && rule.kind() == RuleKind.KEY) {
                jdbc.update(
                        "update signing_key set retired_at = ? where kid = ? and retired_at is null",
                        rule.occurredAt().toEpochMilli(),
                        rule.value());
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        keys.reloadNext();
                    }
                });
            }
        }
    }
}
