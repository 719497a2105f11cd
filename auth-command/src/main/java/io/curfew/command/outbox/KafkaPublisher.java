package io.curfew.command.outbox;

import io.curfew.command.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer of this node: idempotent, {@code acks=all}, {@code linger.ms=0}; renewed when it has failed for good.
 * Thread-safe. {@link #send} does not wait for the broker, except for up to {@code max.block.ms} when it has never heard
 * of the topic.
 */
final class KafkaPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private final Map<String, Object> settings;
    private final Duration deliveryTimeout;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean broken;

    KafkaPublisher(Map<String, Object> clientSettings, String node, Duration deliveryTimeout) {
        this.deliveryTimeout = deliveryTimeout;
        this.settings = ProducerSettings.of(clientSettings, node, deliveryTimeout);
        this.producer = create();
    }

    private Producer<byte[], byte[]> create() {
        try {
            return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartRefusedException(
                    "The Kafka producer cannot be made (" + cause.getMessage() + ").",
                    "Check curfew.kafka.bootstrap-servers and curfew.kafka.client.*");
        }
    }

    /** How long a record may take to be acknowledged before the callback says it failed. */
    Duration deliveryTimeout() {
        return deliveryTimeout;
    }

    /** Sends a record; the callback runs exactly once, maybe on this thread. */
    void send(OutboxRecord record, Callback callback) {
        send(record.topic(), null, record.key(), record.value(), record.headers(), callback);
    }

    /** As {@link #send(OutboxRecord, Callback)}; without a partition, the key says which. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
    void send(
            String topic,
            @Nullable Integer partition,
            byte[] key,
            byte @Nullable [] value,
            Map<String, String> headers,
            Callback callback) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Producer<byte[], byte[]> current = producer;
        Callback once = new Once((metadata, failure) -> {
            note(current, failure);
            callback.onCompletion(failure == null ? metadata : null, failure);
        });
        try {
            current.send(record, once);
        } catch (RuntimeException e) {
            once.onCompletion(null, e);
        }
    }

    /** Loads what the producer must know of a topic before it can send without waiting; answers whether it could. */
    boolean warmUp(String topic) {
        Producer<byte[], byte[]> current = producer;
        try {
            return !current.partitionsFor(topic).isEmpty();
        } catch (RuntimeException e) {
            note(current, e);
            return false;
        }
    }

    /** Replaces a producer that will never send again. */
    synchronized void renewIfBroken() {
        if (broken) {
            LOG.warn("the Kafka producer has failed for good and is replaced");
            producer.close(Duration.ZERO);
            producer = create();
            broken = false;
        }
    }

    private void note(Producer<byte[], byte[]> used, @Nullable Exception failure) {
        if (failure != null && used == producer && endsProducer(failure)) {
            broken = true;
        }
    }

    /**
     * Whether a producer that has failed so will never send again. A record or a topic that is itself at fault says nothing
     * about it: replacing it would abort the revocations that are on their way to a topic that is well.
     */
    static boolean endsProducer(Exception failure) {
        return !(failure instanceof RetriableException
                || failure instanceof RecordTooLargeException
                || failure instanceof TopicAuthorizationException
                || failure instanceof InvalidTopicException);
    }

    @Override
    public void close() {
        producer.close(deliveryTimeout);
    }

    /** The client may call back and throw as well. */
    private static final class Once implements Callback {
        private final AtomicBoolean called = new AtomicBoolean();
        private final Callback callback;

        Once(Callback callback) {
            this.callback = callback;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (called.compareAndSet(false, true)) {
                callback.onCompletion(metadata, failure);
            }
        }
    }
}
