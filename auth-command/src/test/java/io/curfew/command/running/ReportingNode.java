package io.curfew.command.running;

import io.curfew.events.receipt.NodeReceipt;
import io.curfew.events.receipt.NodeState;
import io.curfew.events.receipt.ReceiptCodec;
import io.curfew.events.receipt.WhenStale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reports as a resource service's listener does: what it has read of the revocation topic, until it is killed. */
public final class ReportingNode implements AutoCloseable {
    private final CountDownLatch reported = new CountDownLatch(1);
    private final String name;
    private final String epoch = UUID.randomUUID().toString();
    private final String revocations;
    private final String receipts;
    private final Map<String, Object> kafka;
    private final Thread thread = new Thread(this::run);
    private volatile boolean killed;
    private volatile boolean deaf;
    private long seq;

    /** One that has reported at least once. */
    public ReportingNode(String name, String bootstrapServers, String revocations, String receipts)
            throws InterruptedException {
        this.name = name;
        this.revocations = revocations;
        this.receipts = receipts;
        this.kafka = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        thread.start();
        reported.await();
    }

    private void run() {
        TopicPartition partition = new TopicPartition(revocations, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.get("bootstrap.servers")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            consumer.assign(List.of(partition));
            long applied = 0;
            while (!killed) {
                consumer.poll(Duration.ofMillis(100));
                applied = deaf ? applied : consumer.position(partition);
                if (!killed) {
                    report(producer, applied, NodeState.READY);
                    reported.countDown();
                }
            }
        }
    }

    private void report(KafkaProducer<byte[], byte[]> producer, long applied, NodeState state) {
        NodeReceipt receipt = new NodeReceipt(
                "orders",
                name,
                epoch,
                seq++,
                revocations,
                Map.of(0, applied),
                Instant.now(),
                state,
                Duration.ofSeconds(15),
                WhenStale.CLOSED);
        var unused = producer.send(
                new ProducerRecord<>(receipts, ReceiptCodec.encodeKey(receipt), ReceiptCodec.encodeValue(receipt)));
        producer.flush();
    }

    /** Goes on reporting, but applies nothing more. */
    public void deaf(boolean yes) {
        deaf = yes;
    }

    /** Ends without a last word. */
    @Override
    public void close() {
        killed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
