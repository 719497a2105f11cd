package io.curfew.command.axon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.common.transaction.NoTransactionManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    @Test
    @DisplayName("trap 1: a transaction manager that opens no transaction is refused at start")
    void commands_without_transactions_are_refused() {
        assertThatThrownBy(() -> AxonConfiguration.requireTransactions(NoTransactionManager.instance()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must run in database transactions");
    }
}
