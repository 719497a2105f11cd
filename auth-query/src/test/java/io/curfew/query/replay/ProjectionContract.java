package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.curfew.query.replay.EventApplier.Step;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** What the projections promise on any database. */
abstract class ProjectionContract {
    private DataSource dataSource;
    private Store store;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        dataSource = database();
        store = new Store(dataSource);
    }

    @Test
    @DisplayName("I10 Agreement, I8 AuditExactlyOnce: any order with any copies ends in the same tables")
    void any_order_with_any_copies_ends_in_the_same_tables() {
        List<ProducerRecord<byte[], byte[]>> records = Store.records(RandomHistories.of(7, 5, 40));
        int inOrder = store.generation();
        store.project(inOrder, Store.consumed(records), 50);
        List<String> expected = Tables.dump(store.jdbc, inOrder);
        assertThat(Tables.count(store.jdbc, "query_audit_event", inOrder)).isEqualTo(records.size());

        for (int seed = 0; seed < 8; seed++) {
            List<ProducerRecord<byte[], byte[]>> shuffled = new ArrayList<>(records);
            Random random = new Random(seed);
            for (int copies = 0; copies < records.size() / 2; copies++) {
                shuffled.add(records.get(random.nextInt(records.size())));
            }
            Collections.shuffle(shuffled, random);
            int generation = store.generation();
            store.project(generation, Store.consumed(shuffled), 1 + random.nextInt(60));

            assertThat(Tables.dump(store.jdbc, generation)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("I7 ReadYourWrites: the position of a user is the last event up to which none is missing")
    void the_position_waits_for_the_missing_event() {
        History history = History.ofSomebody();
        String session = history.login();
        history.refresh(session, null);
        history.logout(session);
        int generation = store.generation();
        List<ConsumerRecord<byte[], byte[]>> records = Store.consumed(List.of(
                history.record("session-events", 0),
                history.record("session-events", 2),
                history.record("session-events", 1)));

        Step first = store.applier.apply(generation, Store.PARTITION, Store.START, records.subList(0, 2));
        assertThat(applied(generation, history.user())).isZero();
        store.applier.apply(generation, Store.PARTITION, first.next(), records.subList(2, 3));

        assertThat(applied(generation, history.user())).isEqualTo(2);
    }

    @Test
    void an_unreadable_record_stops_its_partition_where_it_lies() {
        History history = History.ofSomebody();
        String session = history.login();
        history.logout(session);
        ProducerRecord<byte[], byte[]> poison =
                new ProducerRecord<>("session-events", bytes(history.user()), bytes("no event"));
        int generation = store.generation();
        List<ConsumerRecord<byte[], byte[]>> records = Store.consumed(
                List.of(history.record("session-events", 0), poison, history.record("session-events", 1)));

        Step step = store.applier.apply(generation, Store.PARTITION, Store.START, records);

        assertThat(step.failure()).isNotNull();
        assertThat(step.failure().offset()).isEqualTo(1);
        assertThat(step.next().nextOffset()).isEqualTo(1);
        assertThat(step.applied()).isEqualTo(1);
        assertThat(store.positions.load(generation, "session-events").get(0)).isEqualTo(step.next());
    }

    @Test
    void a_contradicting_event_under_a_known_number_is_a_failure_not_a_duplicate() {
        History history = History.ofSomebody();
        String session = history.login();
        History forked = new History(history.user(), history.events().get(0).occurredAt());
        forked.login();
        history.logout(session);
        int generation = store.generation();
        List<ConsumerRecord<byte[], byte[]>> records = Store.consumed(List.of(
                history.record("session-events", 0),
                history.record("session-events", 1),
                forked.record("session-events", 0)));

        Step step = store.applier.apply(generation, Store.PARTITION, Store.START, records);

        assertThat(step.failure()).isNotNull();
        assertThat(step.failure().offset()).isEqualTo(2);
        assertThat(step.failure().reason()).contains("already recorded");
        assertThat(Tables.count(store.jdbc, "query_audit_event", generation)).isEqualTo(2);
    }

    @Test
    @DisplayName("I8 AuditExactlyOnce: position and rows are one transaction, so a failed commit leaves nothing")
    void a_failed_commit_leaves_neither_rows_nor_position() {
        History history = History.ofSomebody();
        history.login();
        TransactionOperations failing = new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                return new TransactionTemplate(store.manager).execute(status -> {
                    action.doInTransaction(status);
                    throw new QueryTimeoutException("the connection broke");
                });
            }
        };
        Store broken = new Store(dataSource, failing);
        int generation = store.generation();
        List<ConsumerRecord<byte[], byte[]>> records = Store.consumed(Store.records(List.of(history)));

        assertThatThrownBy(() -> broken.applier.apply(generation, Store.PARTITION, Store.START, records))
                .hasMessage("the connection broke");

        assertThat(Tables.dump(store.jdbc, generation)).isEmpty();
        assertThat(store.positions.load(generation, "session-events").get(0)).isEqualTo(Store.START);
        store.project(generation, records, 10);
        assertThat(Tables.count(store.jdbc, "query_audit_event", generation)).isEqualTo(1);
    }

    @Test
    void an_instance_that_finds_the_position_moved_gives_way() {
        History history = History.ofSomebody();
        history.login();
        int generation = store.generation();
        List<ConsumerRecord<byte[], byte[]>> records = Store.consumed(Store.records(List.of(history)));
        store.project(generation, records, 10);

        assertThatThrownBy(() -> store.applier.apply(generation, Store.PARTITION, Store.START, records))
                .isInstanceOf(PositionMovedException.class);
    }

    @Test
    void hostile_text_is_kept_in_the_history_and_made_harmless_for_display() {
        History history = History.ofSomebody();
        String hostile = "a\0b'; drop table query_session; -- <script>\uD83D" + "x".repeat(3000);
        history.login(hostile, hostile);
        int generation = store.generation();

        store.project(generation, Store.consumed(Store.records(List.of(history))), 10);

        String name = store.jdbc
                .sql("select device_name from query_session where generation = ?")
                .param(generation)
                .query(String.class)
                .single();
        assertThat(name)
                .startsWith("ab'; drop table query_session; -- <script>")
                .hasSize(512);
        assertThat(store.jdbc
                        .sql("select payload from query_audit_event where generation = ?")
                        .param(generation)
                        .query(String.class)
                        .single())
                .contains("\\u0000");
    }

    private long applied(int generation, String user) {
        return store.jdbc
                .sql("select applied_seq from query_user where generation = ? and user_id = ?")
                .params(generation, user)
                .query(Long.class)
                .single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
