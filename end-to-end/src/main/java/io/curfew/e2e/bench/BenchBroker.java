package io.curfew.e2e.bench;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.NoticeCodec;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import io.curfew.standalone.Ports;
import io.curfew.standalone.broker.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker in a process of its own with the topics of notices and receipts in it, and a watermark every second, as in production. */
final class BenchBroker implements AutoCloseable {
    private final int port = Ports.anyFree();
    private final Broker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService relay = Executors.newSingleThreadScheduledExecutor();

    BenchBroker() throws IOException, InterruptedException, ExecutionException {
        Path data = Files.createTempDirectory("curfew-bench");
        broker = Broker.start(port, data.resolve("kafka"), data.resolve("logs"), line -> {});
        broker.awaitReady();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            NewTopic notices = new NewTopic(RevocationsTopic.NAME, RevocationsTopic.PARTITIONS, (short) 1)
                    .configs(RevocationsTopic.settings());
            NewTopic receipts = new NewTopic(ReceiptsTopic.NAME, ReceiptsTopic.PARTITIONS, (short) 1)
                    .configs(ReceiptsTopic.settings());
            admin.createTopics(List.of(notices, receipts)).all().get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all", "linger.ms", 0, "batch.size", 65_536),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Begins to append watermarks. */
    void startRelay() {
        var unused = relay.scheduleAtFixedRate(this::watermark, 0, 1, TimeUnit.SECONDS);
    }

    private void watermark() {
        var unused = producer.send(message(new Notice.Watermark(Instant.now())));
    }

    /** Appends one and waits for its acknowledgement. */
    void publish(Notice notice) throws InterruptedException, ExecutionException {
        producer.send(message(notice)).get();
    }

    /** Appends many, as fast as it goes. */
    void publishAll(Stream<Notice> notices) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        notices.forEach(notice -> {
            var unused = producer.send(message(notice), (metadata, e) -> {
                if (e != null) {
                    failure.set(e);
                }
            });
        });
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    private static ProducerRecord<byte[], byte[]> message(Notice notice) {
        return new ProducerRecord<>(
                RevocationsTopic.NAME, 0, NoticeCodec.encodeKey(notice), NoticeCodec.encodeValue(notice));
    }

    @Override
    public void close() {
        relay.shutdownNow();
        producer.close();
        broker.close();
    }
}
