package io.curfew.command.outbox;

import io.curfew.command.history.HeadsPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** The heads topic in Kafka. Thread-safe. */
final class KafkaHeads implements HeadsPublisher, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String topic;
    private final KafkaPublisher publisher;
    private final Admin admin;

    KafkaHeads(KafkaProperties kafka, KafkaPublisher publisher) {
        this.topic = kafka.headsTopic();
        this.publisher = publisher;
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        this.admin = Admin.create(settings);
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public String topicId() throws InterruptedException {
        TopicDescription description = answer(
                        admin.describeTopics(List.of(topic))
                                .allTopicNames()
                                .toCompletionStage()
                                .toCompletableFuture(),
                        PATIENCE)
                .get(topic);
        if (description == null) {
            throw new KafkaException("topic " + topic + " is not described");
        }
        return description.topicId().toString();
    }

    @Override
    public void append(List<Told> records) throws InterruptedException {
        publisher.renewIfBroken();
        List<CompletableFuture<Boolean>> sent = records.stream().map(this::send).toList();
        for (CompletableFuture<Boolean> one : sent) {
            answer(one, publisher.deliveryTimeout().multipliedBy(2));
        }
    }

    private CompletableFuture<Boolean> send(Told record) {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        publisher.send(topic, 0, key, record.value(), Map.of(), (metadata, failure) -> {
            if (failure == null) {
                sent.complete(true);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static <T> T answer(CompletableFuture<T> future, Duration patience) throws InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("no answer", e);
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
