package io.curfew.e2e.bench;

import io.curfew.events.notice.Notice;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.listener.RevocationListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long a node takes from start to ready with a million live notices in the topic, which includes waiting for a live
 * watermark; beside a bare consumer that reads the same bytes and makes nothing of them. In turn, on a warm virtual machine
 * and on a cold one (the first round).
 */
public final class ColdStartBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ColdStartBenchmark() {}

    public static void main(String[] args) throws Exception {
        int notices = Options.of(args, "--notices", 1_000_000);
        int rounds = Options.of(args, "--rounds", 5);
        try (BenchBroker broker = new BenchBroker()) {
            Instant now = Instant.now();
            Stream<Notice> all = Stream.generate(
                            () -> (Notice) new Notice.Session(UUID.randomUUID().toString(), now, now.plusSeconds(3600)))
                    .limit(notices);
            broker.publishAll(all);
            broker.startRelay();
            List<Double> ready = new ArrayList<>();
            List<Double> raw = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ready.add(listener(broker.bootstrapServers(), notices));
                raw.add(consumer(broker.bootstrapServers(), notices));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: listener ready after %.2f s, bare consumer at the end after %.2f s%n",
                        round + 1,
                        ready.get(round),
                        raw.get(round));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d notices, java %s: ready median %.2f s, bare consumer median %.2f s, ratio %.2f%n",
                    notices,
                    Runtime.version(),
                    median(ready),
                    median(raw),
                    median(ready) / median(raw));
        }
    }

    private static double listener(String bootstrapServers, int notices) throws InterruptedException {
        try (RevocationListener listener =
                RevocationListener.builder().bootstrapServers(bootstrapServers).build()) {
            long start = System.nanoTime();
            listener.start();
            if (!listener.awaitReady(PATIENCE) || listener.status().revocations() != notices) {
                throw new IllegalStateException("not ready with all of them: " + listener.status());
            }
            return seconds(start);
        }
    }

    private static double consumer(String bootstrapServers, int notices) {
        long start = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(RevocationsTopic.NAME, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long bytes = 0;
            int read = 0;
            while (read < notices) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    bytes += message.value().length;
                    read++;
                }
            }
            if (bytes == 0) {
                throw new IllegalStateException("nothing was read");
            }
            return seconds(start);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
