package io.curfew.query.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real Kafka broker, one per test run, with as many topics as asked for. */
public final class Broker {
    private static @Nullable Broker running;

    private final EmbeddedKafkaKraftBroker embedded = new EmbeddedKafkaKraftBroker(1, 1);
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    private Broker() {
        embedded.brokerProperty("auto.create.topics.enable", "false");
        embedded.afterPropertiesSet();
        Map<String, Object> settings = Map.of("bootstrap.servers", address(), "linger.ms", 0, "acks", "all");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(settings);
    }

    public static synchronized Broker running() {
        Broker broker = running;
        if (broker == null) {
            broker = new Broker();
            running = broker;
        }
        return broker;
    }

    public String address() {
        return embedded.getBrokersAsString();
    }

    /** The name of a new topic. */
    public String topic(int partitions) {
        String name = "session-events-" + UUID.randomUUID();
        create(name, partitions);
        return name;
    }

    public void create(String name, int partitions) {
        create(name, partitions, Map.of());
    }

    public void create(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        Uuid id = get(admin.createTopics(List.of(topic))
                .topicId(name)
                .toCompletionStage()
                .toCompletableFuture());
        // The controller answers before the broker knows of it: until then it describes none, or one that was deleted.
        Awaitility.await().ignoreExceptions().until(() -> id(name).equals(id));
    }

    private Uuid id(String name) {
        Map<String, TopicDescription> topics = get(admin.describeTopics(List.of(name))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture());
        return Objects.requireNonNull(topics.get(name)).topicId();
    }

    public void delete(String name) {
        get(admin.deleteTopics(List.of(name)).all().toCompletionStage().toCompletableFuture());
    }

    public void addPartitions(String name, int total) {
        get(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(total)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** Sends and waits for the acknowledgement. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> message) {
        return get(producer.send(message));
    }

    /** Sends what a history holds, from an event on, each event after the one before is acknowledged. */
    public void publish(String topic, History history, long fromSeq) {
        for (long seq = fromSeq; seq <= history.position(); seq++) {
            send(history.record(topic, seq));
        }
    }

    /** Sends a whole history without waiting for each acknowledgement, and waits for all. */
    public void publishTogether(String topic, History history) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (long seq = 0; seq <= history.position(); seq++) {
            sent.add(producer.send(history.record(topic, seq)));
        }
        sent.forEach(Broker::get);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
