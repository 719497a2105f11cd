package io.curfew.e2e.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The floor under propagation: records of a notice's size from one raw producer to raw consumers on the same broker, with the
 * same settings, without anything of ours between.
 */
final class KafkaFloor {
    private static final int RECORD_BYTES = 140;
    private final String bootstrapServers;
    private final String topic;
    private final int nodes;

    KafkaFloor(String bootstrapServers, String topic, int nodes) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.nodes = nodes;
    }

    /** Measures and prints. */
    List<Delays> run(int perSecond, int count) throws InterruptedException {
        Arrivals arrivals = new Arrivals(count, nodes);
        AtomicLongArray sent = new AtomicLongArray(count);
        AtomicLongArray acked = new AtomicLongArray(count);
        List<Reader> readers = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                "0",
                "key.serializer",
                ByteArraySerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName()))) {
            producer.partitionsFor(topic);
            for (int i = 0; i < nodes; i++) {
                Reader reader = new Reader(arrivals);
                reader.start();
                readers.add(reader);
            }
            new OpenLoop(perSecond, 16).run(count, number -> {
                byte[] value = ByteBuffer.allocate(RECORD_BYTES).putInt(number).array();
                sent.set(number, System.nanoTime());
                try {
                    producer.send(new ProducerRecord<>(topic, 0, null, value)).get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
                acked.set(number, System.nanoTime());
            });
            arrivals.awaitAll();
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
        Delays fromSend = new Delays("floor: raw send → consumed by the last of " + nodes);
        Delays fromAck = new Delays("floor: raw send acknowledged → consumed by the last of " + nodes);
        for (int i = 0; i < count; i++) {
            fromSend.add(arrivals.last(i) - sent.get(i));
            fromAck.add(arrivals.last(i) - acked.get(i));
        }
        return List.of(fromSend, fromAck);
    }

    private final class Reader extends Thread {
        private final Arrivals arrivals;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private volatile boolean closing;

        Reader(Arrivals arrivals) {
            super("floor-reader");
            this.arrivals = arrivals;
            this.consumer = new KafkaConsumer<>(Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "auto.offset.reset",
                    "none",
                    "enable.auto.commit",
                    "false",
                    "key.deserializer",
                    ByteArrayDeserializer.class.getName(),
                    "value.deserializer",
                    ByteArrayDeserializer.class.getName()));
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition);
        }

        @Override
        public void run() {
            while (!closing) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                arrivals.arrived(ByteBuffer.wrap(record.value()).getInt()));
            }
            consumer.close();
        }

        void close() throws InterruptedException {
            closing = true;
            join();
        }
    }
}
