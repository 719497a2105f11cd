package io.curfew.command.outbox;

import io.curfew.command.database.SqlErrors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A relay's own thread: sends this node's backlog, and the rows that a dead node left behind. Orphans are taken by one
 * node at a time, under a row lock and in order of id, so that one user's events are not torn apart; the database frees
 * the lock when the taker dies. Start once, close once.
 */
final class OutboxSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSweeper.class);
    private static final int BATCH = 200;

    private final OutboxRelay relay;
    private final OutboxStore store;
    private final KafkaPublisher publisher;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Duration poll;
    private final Duration orphanAfter;
    private final String orphansLock;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    OutboxSweeper(
            OutboxRelay relay,
            OutboxStore store,
            KafkaPublisher publisher,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            OutboxProperties properties,
            String orphansLock) {
        this.relay = relay;
        this.store = store;
        this.publisher = publisher;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.poll = properties.poll();
        this.orphanAfter = properties.orphanAfter();
        this.orphansLock = orphansLock;
        this.thread = new Thread(this::run, "curfew-relay-" + relay.topic());
        thread.setDaemon(true);
    }

    void start() {
        relay.onWork(work::release);
        thread.start();
    }

    private void run() {
        while (!isClosing()) {
            try {
                publisher.renewIfBroken();
                // Without, each record would block for itself, and orphans in a transaction at that.
                boolean allWell = publisher.warmUp(relay.topic());
                if (allWell) {
                    allWell = !relay.hasBacklog() || relay.sendBacklog();
                    sendOrphans();
                }
                if (allWell) {
                    waitForWork();
                } else {
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the relay will try again: {}", SqlErrors.describe(e));
                pauseAfterFailure();
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() throws InterruptedException {
        var unused = closing.await(poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void waitForWork() throws InterruptedException {
        if (work.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void pauseAfterFailure() {
        try {
            pause();
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Rows stay locked until Kafka has answered or given up, and are marked in the same transaction. */
    private void sendOrphans() throws InterruptedException {
        while (!isClosing() && Boolean.TRUE.equals(transaction.execute(status -> sendSomeOrphans()))) {
            LOG.info("took over records that another node left behind");
        }
    }

    private boolean sendSomeOrphans() {
        boolean alone = !jdbc.queryForList(
                        "select name from relay_lease where name = ? for update skip locked", String.class, orphansLock)
                .isEmpty();
        List<OutboxRow> rows = alone ? store.lockOrphans(relay.topic(), orphanAfter, BATCH) : List.of();
        if (rows.isEmpty()) {
            return false;
        }
        SentBatch batch = new SentBatch(rows.size());
        rows.forEach(row -> publisher.send(row.record(), (metadata, failure) -> batch.outcome(row, metadata, failure)));
        List<OutboxStore.Mark> published =
                batch.await(publisher.deliveryTimeout().multipliedBy(2));
        store.markPublished(published);
        return published.size() == rows.size();
    }

    @Override
    public void close() {
        // Not by an interrupt: one that meets H2 in the middle of a write closes the whole database.
        closing.countDown();
        work.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
