package io.curfew.command.outbox;

import io.curfew.command.database.SqlErrors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The relay's own thread: sends this node's backlog, and the rows that a dead node left behind. Orphans are taken by one
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
    private final List<String> topics;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "curfew-relay");
    private volatile boolean closing;

    OutboxSweeper(
            OutboxRelay relay,
            OutboxStore store,
            KafkaPublisher publisher,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            OutboxProperties properties,
            List<String> topics) {
        this.relay = relay;
        this.store = store;
        this.publisher = publisher;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.poll = properties.poll();
        this.orphanAfter = properties.orphanAfter();
        this.topics = List.copyOf(topics);
        thread.setDaemon(true);
    }

    void start() {
        relay.onWork(work::release);
        relay.marker().start();
        thread.start();
    }

    private void run() {
        while (!closing) {
            try {
                publisher.renewIfBroken();
                boolean allWell =
                        !relay.hasBacklog() || (topics.stream().allMatch(publisher::warmUp) && relay.sendBacklog());
                sendOrphans();
                if (allWell) {
                    waitForWork();
                } else {
                    TimeUnit.MILLISECONDS.sleep(poll.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the relay will try again: {}", SqlErrors.describe(e));
                pauseAfterFailure();
            }
        }
    }

    private void waitForWork() throws InterruptedException {
        if (work.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void pauseAfterFailure() {
        try {
            TimeUnit.MILLISECONDS.sleep(poll.toMillis());
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** Rows stay locked until Kafka has answered or given up, and are marked in the same transaction. */
    private void sendOrphans() throws InterruptedException {
        while (!closing && Boolean.TRUE.equals(transaction.execute(status -> sendSomeOrphans()))) {
            LOG.info("took over records that another node left behind");
        }
    }

    private boolean sendSomeOrphans() {
        boolean alone = !jdbc.queryForList(
                        "select name from relay_lease where name = 'orphans' for update skip locked", String.class)
                .isEmpty();
        List<OutboxRow> rows = alone ? store.lockOrphans(orphanAfter, BATCH) : List.of();
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
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
        relay.marker().close();
    }
}
