package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.SealedHistory;
import io.curfew.query.support.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys before, between, after or without their events, and erasure at any time: the tables end the same. */
abstract class PersonalDataContract {
    private static final String TOPIC = Store.PARTITION.topic();

    private Store store;
    private List<History> plain;
    private List<SealedHistory> histories;
    private List<ProducerRecord<byte[], byte[]>> records;

    abstract DataSource database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = new Store(database());
        plain = RandomHistories.of(11, 4, 30);
        histories = plain.stream().map(SealedHistory::new).toList();
        records = new ArrayList<>();
        histories.forEach(history -> records.addAll(history.records(TOPIC, false)));
    }

    @Test
    void with_keys_the_sessions_are_as_if_nothing_had_been_sealed() {
        int never = store.generation();
        store.project(never, Store.consumed(Store.records(plain)), 40);

        keysCome();
        int opened = store.generation();
        store.project(opened, Store.consumed(records), 40);

        assertThat(sessions(opened)).isEqualTo(sessions(never)).isNotEmpty();
        assertThat(String.join("\n", sessions(opened)))
                .contains("Firefox", "replay_ip=198.51.100.8")
                .doesNotContain("sealed:");
        assertThat(count("query_audit_event where payload like '%sealed:1:%'")).isPositive(); // as published
        assertThat(contexts(opened)).isEqualTo(contexts(never)).isNotEmpty();
    }

    @Test
    @DisplayName("I10 Agreement: a key that comes before, between or after its events opens the same")
    void keys_at_any_time() {
        keysCome();
        int expected = store.generation();
        store.project(expected, Store.consumed(records), 40);
        for (int before = 0; before <= records.size(); before += records.size() / 3) {
            forgetKeys();
            int generation = store.generation();
            store.project(generation, Store.consumed(records), before, 7);
            if (before > 0) {
                assertThat(String.join("\n", sessions(generation))).contains("sealed:1:");
            }
            keysCome();
            store.project(generation, Store.consumed(records), 7);
            openAll();

            assertThat(Tables.dump(store.jdbc, generation)).isEqualTo(Tables.dump(store.jdbc, expected));
            assertThat(count("query_unopened")).isZero();
        }
    }

    @Test
    @DisplayName("I10 Agreement: any order of events, keys and erasures ends without a trace of the erased")
    void erasure_in_any_order() {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        SealedHistory erased = histories.get(0);
        histories.forEach(history -> all.addAll(history.records(TOPIC, history == erased)));
        List<String> expected = null;
        for (int seed = 0; seed < 6; seed++) {
            forgetKeys();
            Random random = new Random(seed);
            List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>(all);
            if (seed > 0) {
                Collections.shuffle(some, random);
            }
            int generation = store.generation();
            if (random.nextBoolean()) {
                keysCome();
            }
            store.project(generation, Store.consumed(some), 1 + random.nextInt(30));
            keysCome();
            if (random.nextBoolean()) {
                store.transactions.executeWithoutResult(status -> store.personal.erase(erased.user()));
            }
            openAll();

            List<String> rows = Tables.dump(store.jdbc, generation);
            expected = expected == null ? rows : expected;
            assertThat(rows).as("seed %d", seed).isEqualTo(expected);
            assertThat(count("query_audit_event where address is not null and user_id <> '" + erased.user() + "'"))
                    .isPositive();
            assertThat(count("query_audit_event where user_id = '" + erased.user()
                            + "' and coalesce(address, user_agent, device_name) is not null"))
                    .isZero();
            assertThat(sessions(generation).stream().filter(row -> row.contains("user_id=" + erased.user())))
                    .isNotEmpty()
                    .allMatch(row -> row.contains("ip_address=null")
                            && row.contains("user_agent=null")
                            && row.contains("replay_ip=null")
                            && row.contains("browser=null")
                            && row.contains("device_name=null"));
            assertThat(count("query_personal_key where wrapped_key is not null and user_id = '" + erased.user() + "'"))
                    .isZero();
        }
    }

    @Test
    void a_tombstone_alone_scrubs_what_was_shown_and_the_key_does_not_come_back() {
        keysCome();
        int generation = store.generation();
        store.project(generation, Store.consumed(records), 40);
        SealedHistory erased = histories.get(1);

        store.transactions.executeWithoutResult(status -> store.personal.erase(erased.user()));
        keysCome(); // sent again by a node that was late
        store.project(generation, Store.consumed(records), 40);
        openAll();

        assertThat(sessions(generation).stream().filter(row -> row.contains("user_id=" + erased.user())))
                .isNotEmpty()
                .allMatch(row -> row.contains("ip_address=null")
                        && row.contains("user_agent=null")
                        && row.contains("replay_ip=null"));
    }

    @Test
    void an_erasure_reaches_what_was_read_before_and_is_not_removed_yet() {
        keysCome();
        SealedHistory erased = histories.get(1);
        int before = store.generation();
        store.project(before, Store.consumed(erased.records(TOPIC, false)), 40);
        int now = store.generation(); // what was built before counts as read before
        assertThat(sessions(before)).isNotEmpty().noneMatch(row -> row.contains("ip_address=null"));

        store.project(now, Store.consumed(erased.records(TOPIC, true)), 40);

        assertThat(sessions(before)).isNotEmpty().allMatch(row -> row.contains("ip_address=null"));
        assertThat(sessions(now)).isNotEmpty().allMatch(row -> row.contains("ip_address=null"));
    }

    @Test
    void a_key_of_somebody_else_shows_nothing() {
        SealedHistory one = histories.get(0);
        SealedHistory other = new SealedHistory(new History(one.user(), java.time.Instant.EPOCH));
        store.transactions.executeWithoutResult(status -> store.personal.keyCame(one.user(), other.wrappedKey()));
        int generation = store.generation();
        store.project(generation, Store.consumed(one.records(TOPIC, false)), 40);

        assertThat(sessions(generation)).isNotEmpty().allMatch(row -> row.contains("ip_address=null"));
    }

    private void keysCome() {
        store.transactions.executeWithoutResult(
                status -> histories.forEach(history -> store.personal.keyCame(history.user(), history.wrappedKey())));
    }

    private void forgetKeys() {
        store.jdbc.sql("delete from query_personal_key").update();
    }

    private void openAll() {
        while (Boolean.TRUE.equals(store.transactions.execute(status -> store.personal.openSome()))) {
            assertThat(count("query_unopened")).isNotNegative();
        }
    }

    private long count(String from) {
        return store.jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private List<String> contexts(int generation) {
        return store.jdbc
                .sql("select concat(user_id, ' ', seq, ' ', address, ' ', user_agent, ' ', device_name)"
                        + " from query_audit_event where generation = ? order by 1")
                .param(generation)
                .query(String.class)
                .list();
    }

    private List<String> sessions(int generation) {
        return Tables.dump(store.jdbc, generation).stream()
                .filter(row -> row.startsWith("query_session"))
                .toList();
    }
}
