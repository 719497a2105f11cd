package io.curfew.command.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.command.running.Broker;
import io.curfew.command.running.CoreNode;
import io.curfew.command.running.Someone;
import io.curfew.command.running.StoredHistory;
import io.curfew.command.running.Threads;
import io.curfew.command.running.Topics;
import io.curfew.events.EventHeaders;
import io.curfew.events.history.Encoding;
import io.curfew.events.history.EventChain;
import io.curfew.events.history.HistoryEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

class ChainIT {
    private static final String DATABASES = "io.curfew.command.running.Databases#both";

    private final Someone ann = new Someone();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ParameterizedTest
    @MethodSource(DATABASES)
    void every_event_is_stored_and_published_with_its_link(String vendor) {
        CoreNode node = CoreNode.shared(vendor);
        history(node);

        List<HistoryEntry> stored = stored(node);
        assertThat(stored).hasSize(4);
        assertChained(stored);
        assertHead(node.jdbc(), stored.get(3));
        String topic = node.property("curfew.kafka.events-topic");
        await().untilAsserted(() -> assertThat(published(topic)).hasSize(4));
        List<ConsumerRecord<byte[], byte[]>> published = published(topic);
        for (int i = 0; i < stored.size(); i++) {
            HistoryEntry entry = stored.get(i);
            assertThat(published.get(i).value()).isEqualTo(entry.published());
            assertThat(new String(published.get(i).value(), UTF_8)).doesNotContain("refresh_token_hash");
            assertThat(Topics.header(published.get(i), EventHeaders.TIME)).isEqualTo(entry.time());
            assertThat(Encoding.digest(Topics.header(published.get(i), EventHeaders.CHAIN)))
                    .isEqualTo(entry.chain());
            assertThat(Encoding.digest(Topics.header(published.get(i), EventHeaders.STORED_DIGEST)))
                    .isEqualTo(entry.storedDigest());
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void events_from_before_there_was_a_chain_are_linked_by_the_migration(String vendor) throws SQLException {
        try (CoreNode node = CoreNode.start(CoreNode.surroundings(vendor));
                Connection connection = node.bean(DataSource.class).getConnection()) {
            history(node);
            unchain(node.jdbc());

            connection.setAutoCommit(false);
            long linked = new Backfill(connection).chainAll();
            connection.commit();

            assertThat(linked).isEqualTo(2);
            List<HistoryEntry> stored = stored(node);
            assertThat(stored).hasSize(4);
            assertChained(stored);
            assertHead(node.jdbc(), stored.get(3));
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void what_a_node_of_an_older_version_appended_is_linked_by_the_next_append(String vendor) {
        CoreNode node = CoreNode.shared(vendor);
        history(node);
        unchain(node.jdbc());

        node.commands().start(ann.start("c", now), () -> {});

        List<HistoryEntry> stored = stored(node);
        assertThat(stored).hasSize(5);
        assertChained(stored);
        assertHead(node.jdbc(), stored.get(4));
    }

    @Test
    @DisplayName("two nodes that append to one stream at once make one chain")
    void racing_nodes_make_one_chain() {
        CoreNode one = CoreNode.shared("postgresql");
        CoreNode other = CoreNode.sharedOther();
        one.commands().start(ann.start("first", now), () -> {});
        CompletableFuture<?>[] starts = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> (i % 2 == 0 ? one : other).commands().start(ann.start("s" + i, now), () -> {}),
                        Threads.ONE_EACH))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(starts).join();

        List<HistoryEntry> stored = stored(one);
        assertThat(stored).hasSize(17);
        assertChained(stored);
        assertHead(one.jdbc(), stored.get(16));
    }

    private List<HistoryEntry> stored(CoreNode node) {
        return StoredHistory.read(node.jdbc(), ann.user());
    }

    private List<ConsumerRecord<byte[], byte[]>> published(String topic) {
        return Topics.records(Broker.address(), topic).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(ann.user()))
                .toList();
    }

    private void history(CoreNode node) {
        node.commands().start(ann.start("a", now), () -> {});
        node.commands().refresh(ann.refresh("a", 0, now));
        node.commands().start(ann.start("b", now), () -> {});
        node.commands().revokeAll(ann.revokeAll("a", now), () -> {});
    }

    private void unchain(JdbcTemplate jdbc) {
        jdbc.update(
                "update session_event set chain_hash = null where sequence_number > 1 and aggregate_identifier = ?",
                ann.user());
        jdbc.update("delete from history_head where stream_id = ?", ann.user());
    }

    private void assertChained(List<HistoryEntry> stored) {
        EventChain chain = new EventChain();
        byte[] link = chain.start(ann.user());
        for (HistoryEntry entry : stored) {
            link = chain.link(link, chain.leaf(entry));
            assertThat(entry.chain()).as("link of event %d", entry.seq()).isEqualTo(link);
        }
    }

    private void assertHead(JdbcTemplate jdbc, HistoryEntry last) {
        Map<String, Object> head =
                jdbc.queryForMap("select seq, hash, changed from history_head where stream_id = ?", ann.user());
        assertThat(head.get("seq")).isEqualTo(last.seq());
        assertThat((byte[]) head.get("hash")).isEqualTo(last.chain());
        assertThat(head.get("changed")).isEqualTo(true);
    }
}
