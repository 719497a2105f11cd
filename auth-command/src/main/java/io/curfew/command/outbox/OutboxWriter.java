package io.curfew.command.outbox;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the records of a command's events into the outbox, in the command's own transaction, and hands them to the relay
 * right after the <em>outermost</em> transaction has committed. What it throws undoes the command. Thread-safe.
 */
public final class OutboxWriter {
    private final RecordMapper mapper;
    private final OutboxStore store;
    private final OutboxRelays relays;
    private final CrashPoint crashPoint;

    OutboxWriter(RecordMapper mapper, OutboxStore store, OutboxRelays relays, CrashPoint crashPoint) {
        this.mapper = mapper;
        this.store = store;
        this.relays = relays;
        this.crashPoint = crashPoint;
    }

    /** Takes the events that one command appended. */
    public void write(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("outbox rows are written in the transaction of their events or not at all");
        }
        List<DomainEventMessage<?>> inStream = new ArrayList<>();
        events.forEach(event -> inStream.add((DomainEventMessage<?>) event));
        List<OutboxRow> rows = store.insert(mapper.records(inStream));
        OutboxBatch batch = OutboxBatch.of(rows);
        if (batch.pending() != null) {
            CurrentUnitOfWork.get().root().resources().put(PendingPublication.KEY, batch.pending());
        }
        TransactionSynchronizationManager.registerSynchronization(new Handover(batch));
    }

    /**
     * Writes the record of a user's key in the caller's transaction.
     *
     * @param wrapped the wrapped key, or null when it was destroyed; then what the outbox still holds of it goes too
     */
    public void writeKey(String userId, @Nullable String wrapped) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a key is published in the transaction that makes or destroys it");
        }
        OutboxRecord record = mapper.key(userId, wrapped);
        if (wrapped == null) {
            store.forget(record.topic(), record.key());
        }
        TransactionSynchronizationManager.registerSynchronization(
                new Handover(OutboxBatch.of(store.insert(List.of(record)))));
    }

    private final class Handover implements TransactionSynchronization {
        private final OutboxBatch batch;

        Handover(OutboxBatch batch) {
            this.batch = batch;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            crashPoint.reached(CrashPoint.Instant.BEFORE_COMMIT);
        }

        @Override
        public void afterCommit() {
            crashPoint.reached(CrashPoint.Instant.AFTER_COMMIT);
            relays.committed(batch);
        }
    }
}
