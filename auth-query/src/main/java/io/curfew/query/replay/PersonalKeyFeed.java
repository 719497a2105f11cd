package io.curfew.query.replay;

import io.curfew.query.personal.PersonalData;
import io.curfew.query.replay.EventTopic.Shape;
import io.curfew.query.replay.Positions.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads the topic of personal keys into the database, from its first record and then on, for as long as the service runs.
 * How far it is stands in the database, moved in the transaction of what was read; several instances may read at once.
 * A key that cannot be unwrapped stops it, visibly: nothing is skipped. Owns one daemon thread; start once, close once.
 */
public final class PersonalKeyFeed implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalKeyFeed.class);
    /** Keys belong to no generation; those begin at 1. */
    private static final int NO_GENERATION = 0;

    private static final int MAX_BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventTopic topic;
    private final Placement placement;
    private final Positions positions;
    private final PersonalData personal;
    private final TransactionOperations transactions;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "curfew-query-personal-keys");
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private boolean failing;

    PersonalKeyFeed(
            EventTopic topic,
            Placement placement,
            Positions positions,
            PersonalData personal,
            TransactionOperations transactions) {
        this.topic = topic;
        this.placement = placement;
        this.positions = positions;
        this.personal = personal;
        this.transactions = transactions;
        thread.setDaemon(true);
    }

    /** Starts to read; returns at once. */
    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (closing.getCount() > 0) {
                try (Admin admin = topic.admin();
                        Consumer<byte[], byte[]> consumer = topic.consumer(MAX_BATCH)) {
                    reading = consumer;
                    follow(admin, consumer);
                } catch (WakeupException | PositionMovedException | OffsetOutOfRangeException e) {
                    LOG.debug("looking again where to read on", e);
                    continue;
                } catch (KafkaException | DataAccessException | TransactionException | IllegalArgumentException e) {
                    trouble(e);
                }
                closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            LOG.error("The reader of personal keys has died; the service must be restarted", t);
        }
    }

    private void follow(Admin admin, Consumer<byte[], byte[]> consumer) {
        Shape shape = topic.shape(admin);
        Map<TopicPartition, Position> next =
                placement.find(NO_GENERATION, admin, shape).next();
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        Position at = next.get(partition);
        if (at == null) {
            throw new KafkaException("records of topic " + topic.name() + " were deleted before they were read");
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, at.nextOffset());
        while (closing.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                at = take(partition, at, records.records(partition));
            }
            while (Boolean.TRUE.equals(transactions.execute(status -> personal.openSome()))) {
                LOG.debug("more rows can be opened");
            }
            if (failing) {
                failing = false;
                LOG.info("Personal keys are read again");
            }
        }
    }

    private Position take(TopicPartition partition, Position from, List<ConsumerRecord<byte[], byte[]>> records) {
        Position to =
                new Position(from.topicId(), records.get(records.size() - 1).offset() + 1);
        transactions.executeWithoutResult(status -> {
            if (!positions.move(NO_GENERATION, partition, from, to)) {
                throw new PositionMovedException(partition);
            }
            for (ConsumerRecord<byte[], byte[]> message : records) {
                String userId = new String(message.key(), StandardCharsets.UTF_8);
                if (message.value() == null) {
                    personal.erase(userId);
                } else {
                    personal.keyCame(userId, new String(message.value(), StandardCharsets.UTF_8));
                }
            }
        });
        return to;
    }

    private void trouble(RuntimeException e) {
        if (!failing && closing.getCount() > 0) {
            failing = true;
            // A database's message repeats values.
            String why =
                    e instanceof DataAccessException ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
            LOG.warn(
                    "Topic {} cannot be read on, so new users' addresses and devices are not shown: {}. If a key cannot"
                            + " be unwrapped, set curfew.query.keys.encryption-key to auth-command's"
                            + " curfew.keys.encryption-key",
                    topic.name(),
                    why);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
