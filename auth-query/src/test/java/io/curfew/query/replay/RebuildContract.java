package io.curfew.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.curfew.query.support.Broker;
import io.curfew.query.support.History;
import io.curfew.query.support.RandomHistories;
import io.curfew.query.support.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rebuild from the first offset with a real broker, on any database. */
abstract class RebuildContract {
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
    @DisplayName("I10 Agreement: the rebuilt projections equal the live ones, and the live node goes on with them")
    void the_rebuilt_equals_the_live_which_goes_on_with_it() {
        List<History> histories = published(5, 6, 25);
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            LiveProjectionContract.awaitAll(node, histories);
            List<String> live = Tables.dump(node.store.jdbc, 1);
            List<RebuildProgress> progress = new ArrayList<>();

            Rebuild.Report report = node.rebuild().run(Source.KAFKA, false, progress::add);

            assertThat(report.events()).isEqualTo(LiveProjectionContract.events(histories));
            assertThat(report.different()).isZero();
            assertThat(report.missing()).isZero();
            assertThat(report.verdict()).isEqualTo("same");
            assertThat(node.store.generations.active()).isEqualTo(new Generations.Active(report.generation(), true));
            assertThat(Tables.dump(node.store.jdbc, report.generation())).isEqualTo(live);
            assertThat(Tables.dump(node.store.jdbc, 1)).as("the old generation").isEmpty();
            RebuildProgress last = progress.get(progress.size() - 1);
            assertThat(last.percent()).isEqualTo(100);
            assertThat(last.done()).isEqualTo(report.events());

            History history = histories.get(0);
            history.login();
            broker.publish(topic, history, history.position());
            LiveProjectionContract.awaitAll(node, histories);
        }
    }

    @Test
    void a_rebuild_repairs_what_somebody_broke_and_says_how_much_it_was() {
        List<History> histories = published(6, 3, 15);
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            LiveProjectionContract.awaitAll(node, histories);
            List<String> sound = Tables.dump(node.store.jdbc, 1);
            int broken = node.store
                    .jdbc
                    .sql("update query_session set device_name = 'forged' where user_id = ?")
                    .param(histories.get(0).user())
                    .update();

            Rebuild.Report report = node.rebuild().run(Source.KAFKA, false, progress -> {});

            assertThat(report.different()).isEqualTo(broken);
            assertThat(report.verdict()).isEqualTo("different");
            assertThat(Tables.dump(node.store.jdbc, report.generation())).isEqualTo(sound);
        }
    }

    @Test
    void history_that_the_topic_no_longer_holds_is_not_thrown_away_unasked() {
        List<History> histories = published(7, 2, 10);
        try (LiveNode node = new LiveNode(dataSource, topic).start()) {
            LiveProjectionContract.awaitAll(node, histories);
        }
        broker.delete(topic);
        await().atMost(SOON).ignoreExceptions().until(() -> {
            broker.create(topic, 3);
            return true;
        });
        LiveNode node = new LiveNode(dataSource, topic);
        List<String> before = Tables.dump(node.store.jdbc, 1);

        assertThatThrownBy(() -> node.rebuild().run(Source.KAFKA, false, progress -> {}))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("--accept-loss");

        assertThat(node.store.generations.active().number()).isEqualTo(1);
        assertThat(Tables.dump(node.store.jdbc, 1)).isEqualTo(before);
        assertThat(node.rebuild().run(Source.KAFKA, true, progress -> {}).missing())
                .isEqualTo(LiveProjectionContract.events(histories));
    }

    @Test
    void a_rebuild_that_meets_an_unreadable_record_changes_nothing_and_names_it() {
        List<History> histories = published(8, 2, 10);
        LiveNode node = new LiveNode(dataSource, topic);
        try (node) {
            node.start();
            LiveProjectionContract.awaitAll(node, histories);
        }
        byte[] text = "no event".getBytes(StandardCharsets.UTF_8);
        long offset = broker.send(new ProducerRecord<>(topic, 1, text, text)).offset();

        assertThatThrownBy(() -> node.rebuild().run(Source.KAFKA, false, progress -> {}))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("partition 1 offset " + offset);

        assertThat(node.store.generations.active().number()).isEqualTo(1);
        assertThat(node.store
                        .jdbc
                        .sql("select count(*) from query_audit_event where generation <> 1")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void two_rebuilds_at_once_are_refused() {
        LiveNode node = new LiveNode(dataSource, topic);
        new Builds(node.store.jdbc, node.store.transactions, node.store.generations).begin(Source.KAFKA, "code");

        assertThatThrownBy(() -> node.rebuild().run(Source.KAFKA, false, progress -> {}))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("another rebuild");
    }

    private List<History> published(long seed, int users, int commands) {
        List<History> histories = RandomHistories.of(seed, users, commands);
        histories.forEach(history -> broker.publish(topic, history, 0));
        return histories;
    }
}
