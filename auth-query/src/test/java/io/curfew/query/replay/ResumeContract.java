package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.StoredEvents;
import io.curfew.query.support.Tables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** A rebuild that is interrupted, and one from the event store, on any database. */
abstract class ResumeContract {
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
    @DisplayName("I10 Agreement: a rebuild interrupted at any transaction goes on there, and ends in the same tables")
    void an_interrupted_rebuild_goes_on_where_it_stopped() {
        List<History> histories = published(21, 8, 20);
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            LiveProjectionContract.awaitAll(node, histories);
            List<String> live = Tables.dump(node.store.jdbc, 1);
            int building = -1;
            int interruptions = 0;
            // Each gets one transaction further than the one before, until one comes to its end.
            for (int allowed = 2; ; allowed++) {
                try {
                    Rebuild.Report report =
                            node.rebuild(failingAfter(node, allowed)).run(Source.KAFKA, false, progress -> {});
                    assertThat(interruptions).isGreaterThan(2);
                    assertThat(report.resumed()).isTrue();
                    assertThat(report.generation()).isEqualTo(building);
                    assertThat(report.verdict()).isEqualTo("same");
                    assertThat(Tables.dump(node.store.jdbc, building)).isEqualTo(live);
                    return;
                } catch (DataAccessResourceFailureException e) {
                    interruptions++;
                    int left = node.store
                            .jdbc
                            .sql("select generation from query_generation where state = 'building'")
                            .query(Integer.class)
                            .single();
                    assertThat(building).isIn(-1, left);
                    building = left;
                    assertThat(node.store.generations.active().number()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void one_begun_by_other_code_or_from_another_source_is_not_gone_on_with() {
        published(22, 1, 5);
        LiveNode node = new LiveNode(dataSource, topic);
        Builds builds = new Builds(node.store.jdbc, node.store.transactions, node.store.generations);
        Builds.Build begun = builds.begin(Source.KAFKA, "other code");
        assertThatThrownBy(() -> node.rebuild().run(Source.KAFKA, false, progress -> {}))
                .isInstanceOf(RebuildException.class);
        builds.leave(begun);

        Rebuild.Report report = node.rebuild().run(Source.KAFKA, false, progress -> {});

        assertThat(report.resumed()).isFalse();
        assertThatThrownBy(() -> builds.heartbeat(begun)).hasMessageContaining("taken away");
    }

    @Test
    @DisplayName("I10 Agreement: what the topic lost is rebuilt from the event store, and the live node goes on")
    void what_the_topic_lost_is_rebuilt_from_the_event_store() {
        StoredEvents stored = new StoredEvents(dataSource);
        List<History> histories = published(23, 6, 25);
        histories.forEach(history -> stored.store(history, 0));
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            LiveProjectionContract.awaitAll(node, histories);
            List<String> live = Tables.dump(node.store.jdbc, 1).stream()
                    .map(row -> row.replaceAll("stored_digest=[^,}]*", ""))
                    .toList();
            broker.delete(topic);
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                broker.create(topic, 3);
                return true;
            });
            // Recorded, and not yet on the topic when the rebuild begins.
            History history = histories.get(0);
            long next = history.position() + 1;
            history.login();
            stored.store(history, next);

            Rebuild.Report report = node.rebuild().run(Source.STORE, false, progress -> {});

            assertThat(report.missing()).isZero();
            assertThat(report.different()).isZero();
            assertThat(report.events()).isEqualTo(LiveProjectionContract.events(histories));
            assertThat(Tables.dump(node.store.jdbc, report.generation()).stream()
                            .map(row -> row.replaceAll("stored_digest=[^,}]*", "")))
                    .containsAll(live.stream()
                            .filter(row -> !row.contains(history.user()))
                            .toList());
            broker.publish(topic, history, next); // the outbox comes to it: known already
            History other = histories.get(1);
            long from = other.position() + 1;
            other.login();
            broker.publish(topic, other, from);
            LiveProjectionContract.awaitAll(node, histories);
            assertThat(Tables.count(node.store.jdbc, "query_audit_event", report.generation()))
                    .isEqualTo(LiveProjectionContract.events(histories));
        }
    }

    @Test
    void without_an_event_store_there_is_none_to_rebuild_from() {
        LiveNode node = new LiveNode(dataSource, topic);
        assertThatThrownBy(() -> node.rebuild().run(Source.STORE, false, progress -> {}))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("curfew.query.store.url");
    }

    @Test
    @DisplayName(
            "I8 AuditExactlyOnce: copies on the topic are one entry, and a contradiction is named, not chosen from")
    void copies_are_one_entry_and_a_contradiction_is_named() {
        List<History> histories = published(24, 3, 10);
        histories.forEach(history -> broker.publish(topic, history, 0));
        LiveNode node = new LiveNode(dataSource, topic);

        assertThat(node.rebuild().run(Source.KAFKA, false, progress -> {}).events())
                .isEqualTo(LiveProjectionContract.events(histories));

        History known = histories.get(0);
        History forked =
                new History(known.user(), known.events().get(0).occurredAt().minusSeconds(1));
        forked.login();
        broker.publish(topic, forked, 0);
        assertThatThrownBy(() -> node.rebuild().run(Source.KAFKA, false, progress -> {}))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("already recorded");
    }

    private static TransactionOperations failingAfter(LiveNode node, int transactions) {
        AtomicInteger left = new AtomicInteger(transactions);
        return new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                return node.store.transactions.execute(status -> {
                    T result = action.doInTransaction(status);
                    if (left.getAndDecrement() == 0) {
                        throw new DataAccessResourceFailureException("the connection broke");
                    }
                    return result;
                });
            }
        };
    }

    private List<History> published(long seed, int users, int commands) {
        List<History> histories = RandomHistories.of(seed, users, commands);
        histories.forEach(history -> broker.publish(topic, history, 0));
        return histories;
    }
}
