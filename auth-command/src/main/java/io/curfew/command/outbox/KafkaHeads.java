package io.curfew.command.outbox;

import io.curfew.command.history.HeadsPublisher;
import io.curfew.events.SessionHeadsTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heads topic in Kafka. Thread-safe. */
final class KafkaHeads implements HeadsPublisher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaHeads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String topic;
    private final KafkaPublisher publisher;
    private final Admin admin;
    private volatile @Nullable String checked;

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
        TopicDescription description =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        if (description == null) {
            throw new KafkaException("topic " + topic + " is not described");
        }
        String id = description.topicId().toString();
        if (!id.equals(checked)) {
            checked = id;
            warn(description.partitions().size());
        }
        return id;
    }

    /** Nothing stops for it: what the topic loses is published again, but until then the history cannot be verified. */
    private void warn(int partitions) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> actual = new HashMap<>();
        try {
            Config config =
                    answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
            if (config != null) {
                config.entries().forEach(entry -> actual.put(entry.name(), entry.value()));
            }
        } catch (KafkaException e) {
            LOG.debug("the settings of topic {} cannot be read", topic, e);
            return;
        }
        List<String> violations = SessionHeadsTopic.violations(partitions, actual);
        if (!violations.isEmpty()) {
            LOG.error(
                    "topic {} will lose signed roots, and then the history cannot be verified: {}. Alter its settings.",
                    topic,
                    String.join("; ", violations));
        }
    }

    @Override
    public Reach reach() throws InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        long first = offset(partition, OffsetSpec.earliest());
        return new Reach(first, offset(partition, OffsetSpec.latest()));
    }

    private long offset(TopicPartition partition, OffsetSpec which) throws InterruptedException {
        return answer(admin.listOffsets(Map.of(partition, which)).partitionResult(partition))
                .offset();
    }

    @Override
    public long append(List<Told> records) throws InterruptedException {
        publisher.renewIfBroken();
        List<CompletableFuture<Long>> sent = records.stream().map(this::send).toList();
        long last = -1;
        for (CompletableFuture<Long> one : sent) {
            last = answer(one, publisher.deliveryTimeout().multipliedBy(2));
        }
        return last;
    }

    private CompletableFuture<Long> send(Told record) {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        publisher.send(topic, 0, key, record.value(), Map.of(), (metadata, failure) -> {
            if (failure == null) {
                sent.complete(metadata.offset());
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        return answer(future.toCompletionStage().toCompletableFuture(), PATIENCE);
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
