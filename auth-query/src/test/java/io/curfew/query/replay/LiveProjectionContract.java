package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The live projection with a real broker, on any database. */
abstract class LiveProjectionContract {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Broker broker = Broker.running();
    private DataSource dataSource;
    private String topic;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        dataSource = database();
        topic = broker.topic(3);
    }

    @Test
    @DisplayName("I8 AuditExactlyOnce: it goes on where it stopped, without a hole and without a double")
    void goes_on_where_it_stopped() {
        List<History> histories = RandomHistories.of(1, 4, 20);
        histories.forEach(history -> broker.publish(topic, history, 0));
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            awaitAll(node, histories);
        }
        histories.forEach(history -> {
            long next = history.position() + 1;
            history.login();
            broker.publish(topic, history, next);
        });

        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            awaitAll(node, histories);
            await().atMost(SOON).until(() -> node.status.applied() == histories.size()); // counted after the commit
            assertThat(node.status.duplicates()).isZero();
        }
    }

    @Test
    void half_a_list_is_never_complete() {
        List<History> histories = RandomHistories.of(2, 3, 10);
        histories.forEach(history -> broker.publish(topic, history, 0));
        LiveNode node = new LiveNode(dataSource, topic);
        assertThat(node.store.generations.active().complete()).isFalse();

        try (node) {
            node.start();
            await().atMost(SOON).until(() -> node.store.generations.active().complete());
            assertThat(Tables.count(node.store.jdbc, "query_audit_event", 1)).isEqualTo(events(histories));
        }
    }

    @Test
    @DisplayName("I8 AuditExactlyOnce: two instances on one database project each event once")
    void two_instances_on_one_database_project_each_event_once() {
        List<History> histories = RandomHistories.of(3, 10, 30);
        try (LiveNode one = new LiveNode(dataSource, topic).start();
                LiveNode other = new LiveNode(dataSource, topic).start()) {
            histories.forEach(history -> broker.publish(topic, history, 0));

            awaitAll(one, histories);
            await().atMost(SOON).until(() -> one.status.applied() + other.status.applied() == events(histories));
            await().atMost(SOON)
                    .until(() ->
                            one.status.view().healthy() && other.status.view().healthy());
        }
    }

    @Test
    void an_unreadable_record_stops_its_partition_and_no_other_and_is_not_healthy() {
        History before = History.ofSomebody();
        before.login();
        broker.publish(topic, before, 0);
        RecordMetadata poison =
                broker.send(new ProducerRecord<>(topic, 0, bytes(before.user()), bytes("{\"this\":\"is no event\"}")));
        History behind = History.ofSomebody();
        behind.login();
        ProducerRecord<byte[], byte[]> template = behind.record(topic, 0);
        broker.send(new ProducerRecord<>(topic, 0, null, template.key(), template.value(), template.headers()));
        History elsewhere = History.ofSomebody();
        elsewhere.login();
        ProducerRecord<byte[], byte[]> other = elsewhere.record(topic, 0);
        broker.send(new ProducerRecord<>(topic, 1, null, other.key(), other.value(), other.headers()));

        for (int start = 0; start < 2; start++) {
            try (LiveNode node = new LiveNode(dataSource, topic).start()) {
                await().atMost(SOON)
                        .until(() -> !node.status.view().failures().isEmpty() && applied(node, elsewhere) == 0);
                Failure failure = node.status.view().failures().iterator().next();
                assertThat(failure.partition()).isZero();
                assertThat(failure.offset()).isEqualTo(poison.offset());
                assertThat(node.status.view().healthy()).isFalse();
                assertThat(node.status.unreadable()).isEqualTo(1);
                assertThat(applied(node, behind)).isEqualTo(-1);
            }
        }
    }

    @Test
    void a_topic_made_anew_is_read_from_its_first_record_and_nothing_is_forgotten() {
        History old = History.ofSomebody();
        old.login();
        History fresh = History.ofSomebody();
        fresh.login();
        broker.publish(topic, old, 0);
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            awaitAll(node, List.of(old));
            broker.delete(topic);
            await().atMost(SOON).ignoreExceptions().until(() -> {
                broker.create(topic, 3);
                return true;
            });
            broker.publish(topic, old, 0);
            broker.publish(topic, fresh, 0);

            awaitAll(node, List.of(old, fresh));
            await().atMost(SOON).until(() -> node.status.view().healthy());
            assertThat(Tables.count(node.store.jdbc, "query_audit_event", 1)).isEqualTo(2);
        }
    }

    @Test
    void a_partition_that_failed_is_read_again_once_the_topic_is_mended() {
        History history = History.ofSomebody();
        history.login();
        for (int partition = 0; partition < 3; partition++) {
            broker.send(new ProducerRecord<>(topic, partition, bytes("nobody"), bytes("no event")));
        }
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            await().atMost(SOON).until(() -> node.status.view().failures().size() == 3);

            broker.delete(topic);
            await().atMost(SOON).ignoreExceptions().until(() -> {
                broker.create(topic, 3);
                return true;
            });
            broker.publish(topic, history, 0);

            awaitAll(node, List.of(history));
            await().atMost(SOON).until(() -> node.status.view().healthy());
        }
    }

    @Test
    void partitions_that_are_added_are_read_too() {
        List<History> histories = RandomHistories.of(4, 20, 3);
        histories.subList(0, 10).forEach(history -> broker.publish(topic, history, 0));
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            awaitAll(node, histories.subList(0, 10));

            broker.addPartitions(topic, 8);
            histories.subList(10, 20).forEach(history -> broker.publish(topic, history, 0));

            awaitAll(node, histories);
        }
    }

    @Test
    void a_missing_topic_is_said_and_found_once_it_is_there() {
        String late = "late-" + topic;
        History history = History.ofSomebody();
        history.login();
        try (LiveNode node = new LiveNode(dataSource, late).start()) {
            await().atMost(SOON).until(() -> node.status.view().state() == ProjectionStatus.State.RETRYING);
            assertThat(node.status.view().problem()).contains("UnknownTopicOrPartition");

            broker.create(late, 1);
            broker.publish(late, history, 0);

            awaitAll(node, List.of(history));
            await().atMost(SOON).until(() -> node.status.view().healthy());
        }
    }

    @Test
    void a_database_that_fails_is_tried_again_and_loses_nothing() {
        AtomicBoolean failing = new AtomicBoolean(true);
        History history = History.ofSomebody();
        history.login();
        broker.publish(topic, history, 0);
        TransactionOperations sometimes = transactions(() -> {
            if (failing.get()) {
                throw new DataAccessResourceFailureException("no connection");
            }
        });
        try (LiveNode node = new LiveNode(dataSource, topic, broker.address(), sometimes).start()) {
            await().atMost(SOON).until(() -> node.status.view().state() == ProjectionStatus.State.RETRYING);
            assertThat(node.status.view().healthy()).isFalse();

            failing.set(false);

            awaitAll(node, List.of(history));
            await().atMost(SOON).until(() -> node.status.view().healthy());
        }
    }

    @Test
    void the_death_of_the_thread_is_seen() {
        History history = History.ofSomebody();
        history.login();
        broker.publish(topic, history, 0);
        TransactionOperations deadly = transactions(() -> {
            throw new StackOverflowError("for the test");
        });
        try (LiveNode node = new LiveNode(dataSource, topic, broker.address(), deadly).start()) {
            await().atMost(SOON).until(() -> node.status.view().state() == ProjectionStatus.State.DEAD);
            assertThat(node.status.view().healthy()).isFalse();
            assertThat(node.status.view().problem()).contains("StackOverflowError");
        }
    }

    @Test
    void a_broker_that_is_away_is_not_healthy() {
        try (LiveNode node = new LiveNode(dataSource, topic, "127.0.0.1:1", null).start()) {
            await().atMost(SOON).until(() -> node.status.view().kafkaProblem() != null);
            assertThat(node.status.view().healthy()).isFalse();
        }
    }

    private TransactionOperations transactions(Runnable first) {
        TransactionTemplate real = new TransactionTemplate(new Store(dataSource).manager);
        return new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                first.run();
                return real.execute(action);
            }
        };
    }

    static void awaitAll(LiveNode node, List<History> histories) {
        await().atMost(SOON)
                .untilAsserted(() -> histories.forEach(
                        history -> assertThat(applied(node, history)).isEqualTo(history.position())));
    }

    static long applied(LiveNode node, History history) {
        return node.store
                .jdbc
                .sql("select applied_seq from query_user where user_id = ? and generation ="
                        + " (select generation from query_generation where state = 'active')")
                .param(history.user())
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    static long events(List<History> histories) {
        return histories.stream().mapToLong(history -> history.position() + 1).sum();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
