package io.curfew.command.sessions;

import io.curfew.command.axon.EventSubscriber;
import io.curfew.events.RefreshTokenReused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts sessions that were ended because a spent refresh token came back, once that is committed. Thread-safe. */
final class ReuseMeter implements EventSubscriber {
    private final Counter reuse;

    ReuseMeter(MeterRegistry registry) {
        this.reuse = Counter.builder("curfew.reuse")
                .description("Sessions ended because a spent refresh token came back: somebody has a copy")
                .register(registry);
    }

    @Override
    public void on(List<? extends EventMessage<?>> events) {
        if (events.stream().anyMatch(message -> message.getPayload() instanceof RefreshTokenReused)) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    reuse.increment();
                }
            });
        }
    }
}
