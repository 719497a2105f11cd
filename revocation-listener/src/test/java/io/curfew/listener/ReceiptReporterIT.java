package io.curfew.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.curfew.events.notice.Notice;
import io.curfew.events.receipt.Fleet;
import io.curfew.events.receipt.NodeReceipt;
import io.curfew.events.receipt.NodeState;
import io.curfew.events.receipt.Proof;
import io.curfew.events.receipt.Publication;
import io.curfew.events.receipt.ReceiptCodec;
import io.curfew.events.receipt.ReceiptFormatException;
import io.curfew.events.receipt.ReceiptsTopic;
import io.curfew.events.receipt.WhenStale;
import io.curfew.listener.kafka.TestBroker;
import io.curfew.listener.kafka.TestRelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a listener writes down about itself, on a real Kafka. */
class ReceiptReporterIT {
    private static TestBroker broker;

    private final String topic = "revocations-" + UUID.randomUUID();
    private final String receipts = "receipts-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<NodeReceipt> read = new ArrayList<>();
    private final Fleet fleet = new Fleet(topic);
    private KafkaConsumer<byte[], byte[]> consumer;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.shared();
    }

    @BeforeEach
    void createTopics() throws Exception {
        broker.createTopic(topic);
        open.add(new TestRelay(broker, topic));
        fleet.begin(null);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_node_reports_what_it_has_applied_and_its_last_word() throws Exception {
        readReceipts();
        RevocationListener listener = listener("orders-1");
        RevocationListener other = listener("orders-2");
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
        assertThat(other.awaitReady(Duration.ofSeconds(20))).isTrue();
        await().until(() -> poll().stream()
                        .filter(said -> said.state() == NodeState.READY)
                        .map(NodeReceipt::node)
                        .distinct()
                        .count()
                == 2);

        Publication publication = revoke();
        long acknowledged = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1)).until(() -> verdict(publication) == Proof.Verdict.COMPLETE);
        Duration took = Duration.ofNanos(System.nanoTime() - acknowledged);

        Proof proof = fleet.prove(publication, Instant.now());
        System.getLogger("receipts").log(System.Logger.Level.INFO, "proved in {0}: {1}", took, proof);
        assertThat(proof.nodes())
                .extracting(node -> node.instance().key())
                .containsExactly("orders/orders-1", "orders/orders-2");
        listener.close();
        await().until(() -> poll().stream()
                .anyMatch(
                        said -> said.state() == NodeState.LEAVING && said.node().equals("orders-1")));
    }

    @Test
    void who_decides_has_been_heard_of_before() throws Exception {
        RevocationListener listener = listener("orders-1");
        assertThat(listener.awaitReady(Duration.ofMillis(500))).isFalse();
        assertThat(listener.status().detail()).contains("receipts topic");

        readReceipts();
        await().until(() -> !listener.status().detail().contains("receipts topic"));
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();

        assertThat(consumer.endOffsets(consumer.assignment()).values()).allMatch(end -> end > 0);
        await().until(() -> !poll().isEmpty());
        assertThat(read.get(0).state()).isEqualTo(NodeState.STARTING);
        assertThat(read.get(0).applied()).isEmpty();
    }

    @Test
    void a_name_that_does_not_resolve_yet_ends_no_reporting() {
        ThreadGroup own = new ThreadGroup("nowhere"); // other tests' listeners have threads of the same names
        RevocationListener listener = CompletableFuture.supplyAsync(
                        () -> {
                            RevocationListener made = RevocationListener.builder()
                                    .bootstrapServers("nowhere.invalid:9092")
                                    .build();
                            open.add(made);
                            made.start();
                            return made;
                        },
                        task -> new Thread(own, task).start())
                .join();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> listener.status().detail().contains("resolvable"));
        Thread[] alive = new Thread[own.activeCount() + 10];
        int count = own.enumerate(alive);
        assertThat(Arrays.copyOf(alive, count))
                .extracting(Thread::getName)
                .contains("curfew-listener", "curfew-listener-receipts");
    }

    @Test
    void a_node_reports_at_least_every_second_and_at_most_every_100_ms() throws Exception {
        readReceipts();
        RevocationListener listener = listener("orders-1");
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
        AtomicInteger published = new AtomicInteger();
        Instant from = Instant.now();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    broker.publishAll(
                            topic, Stream.generate(ReceiptReporterIT::session).limit(10));
                    published.addAndGet(10);
                    return Duration.between(from, Instant.now()).toSeconds() >= 3;
                });
        Instant to = Instant.now();
        int most = (int) (Duration.between(from, to).toMillis() / 100);
        await().until(() -> poll().stream().anyMatch(said -> said.at().isAfter(to)));
        List<NodeReceipt> all = List.copyOf(read);

        assertThat(published).hasValueGreaterThan(2 * most);
        assertThat(all)
                .filteredOn(said -> !said.at().isBefore(from) && !said.at().isAfter(to))
                .hasSizeBetween((int) Duration.between(from, to).toSeconds() - 1, most + 2);
        assertThat(all).extracting(NodeReceipt::seq).isSorted().doesNotHaveDuplicates();
        assertThat(all).extracting(NodeReceipt::epoch).containsOnly(all.get(0).epoch());
    }

    @Test
    void the_weakest_policy_of_its_routes_is_reported() throws Exception {
        readReceipts();
        RevocationListener listener = listener("orders-1");
        RevocationGate.closed(listener);
        await().until(() -> poll().stream().anyMatch(said -> said.whenStale() == WhenStale.CLOSED));
        RevocationGate.of(listener, new RouteRule(StalenessPolicy.OPEN, null), null);
        await().until(() -> poll().stream().anyMatch(said -> said.whenStale() == WhenStale.OPEN));
    }

    @Test
    void without_the_topic_a_node_works_and_closes_as_ever() throws Exception {
        RevocationListener listener = listener("orders-1");
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();

        long closing = System.nanoTime();
        listener.close();
        assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void what_a_node_does_not_understand_it_does_not_claim_to_have_applied() throws Exception {
        readReceipts();
        RevocationListener listener = listener("orders-1");
        assertThat(listener.awaitReady(Duration.ofSeconds(20))).isTrue();
        long poison = broker.publish(topic, "x".getBytes(StandardCharsets.UTF_8), "y".getBytes(StandardCharsets.UTF_8));
        Publication publication = new Publication(Map.of(0, poison), Instant.now(), Instant.now());
        // Several heartbeats, during which watermarks carry the consumer far beyond it.
        int heard = read.size();
        await().until(() ->
                poll().size() > heard + 5 && read.get(read.size() - 1).state() == NodeState.STALE);

        assertThat(read).noneMatch(said -> said.applied().getOrDefault(0, 0L) > poison);
        assertThat(verdict(publication)).isEqualTo(Proof.Verdict.PENDING);
    }

    private RevocationListener listener(String node) {
        RevocationListener listener = RevocationListener.builder()
                .bootstrapServers(broker.bootstrapServers())
                .topic(topic)
                .receiptsTopic(receipts)
                .service("orders")
                .node(node)
                .build();
        open.add(listener);
        listener.start();
        return listener;
    }

    private Publication revoke() throws Exception {
        Instant now = Instant.now();
        return new Publication(Map.of(0, broker.publish(topic, session())), now, now);
    }

    private static Notice session() {
        Instant now = Instant.now();
        return new Notice.Session(UUID.randomUUID().toString(), now, now.plus(Duration.ofMinutes(5)));
    }

    private Proof.Verdict verdict(Publication publication) throws ReceiptFormatException {
        poll();
        return fleet.prove(publication, Instant.now()).verdict();
    }

    private void readReceipts() throws Exception {
        broker.createTopic(receipts, ReceiptsTopic.settings());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        open.add(consumer);
        consumer.assign(List.of(new TopicPartition(receipts, 0)));
    }

    private List<NodeReceipt> poll() throws ReceiptFormatException {
        for (var message : consumer.poll(Duration.ofMillis(20))) {
            NodeReceipt receipt = ReceiptCodec.decode(message.key(), message.value());
            fleet.heard(receipt, Instant.ofEpochMilli(message.timestamp()));
            read.add(receipt);
        }
        return read;
    }
}
