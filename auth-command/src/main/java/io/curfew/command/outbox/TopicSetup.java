package io.curfew.command.outbox;

import io.curfew.command.StartRefusedException;
import io.curfew.events.SessionEventsTopic;
import io.curfew.events.SessionHeadsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.personal.PersonalKeysTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to the topics at start: creates what is missing, if allowed, and refuses a revocation topic whose settings could
 * lose a revocation while a token it matches still lives. Waits for Kafka for a bounded time.
 */
final class TopicSetup {
    /** The longest token life that listeners reckon with by default, and as much again for margins. */
    static final Duration MUST_KEEP = Duration.ofHours(2);

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private final KafkaProperties properties;

    TopicSetup(KafkaProperties properties) {
        this.properties = properties;
    }

    /**
     * Does it.
     *
     * @throws StartRefusedException when Kafka does not answer, a topic is missing or the revocation topic is unsafe
     */
    void run() {
        Map<String, Object> settings = new HashMap<>(properties.clientSettings());
        int timeout = (int) properties.startupTimeout().toMillis();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, 5000));
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = get(admin.listTopics().names());
            Set<String> there = new HashSet<>(existing);
            wanted().stream()
                    .filter(topic -> !existing.contains(topic.name()) && made(admin, topic))
                    .forEach(topic -> there.add(topic.name()));
            check(admin);
            check(admin, properties.receiptsTopic(), ReceiptsTopic::violations);
            if (there.contains(properties.personalKeysTopic())) {
                check(admin, properties.personalKeysTopic(), PersonalKeysTopic::violations);
            }
        } catch (KafkaException e) {
            throw unreachable(String.valueOf(e.getMessage()));
        }
    }

    private List<Wanted> wanted() {
        return List.of(
                new Wanted(
                        properties.eventsTopic(), SessionEventsTopic.PARTITIONS, SessionEventsTopic.settings(), true),
                new Wanted(
                        properties.revocationsTopic(), RevocationsTopic.PARTITIONS, RevocationsTopic.settings(), true),
                new Wanted(properties.receiptsTopic(), ReceiptsTopic.PARTITIONS, ReceiptsTopic.settings(), true),
                new Wanted(
                        properties.personalKeysTopic(),
                        PersonalKeysTopic.PARTITIONS,
                        PersonalKeysTopic.settings(),
                        false),
                new Wanted(properties.headsTopic(), SessionHeadsTopic.PARTITIONS, SessionHeadsTopic.settings(), false));
    }

    /** Makes a topic; answers whether it is there. Without those that revoking can do without the service starts all the same. */
    private boolean made(Admin admin, Wanted topic) {
        try {
            if (!properties.createTopics()) {
                throw new StartRefusedException(
                        "Kafka topic " + topic.name() + " does not exist.",
                        "Create it with the settings in the documentation or set curfew.kafka.create-topics=true.");
            }
            create(admin, topic);
            return true;
        } catch (StartRefusedException e) {
            if (topic.vital()) {
                throw e;
            }
            LOG.error("{} Until then what belongs there waits in the database.", e.getMessage());
            return false;
        }
    }

    private void create(Admin admin, Wanted topic) {
        short factor = properties.replicationFactor();
        Map<String, String> all = new HashMap<>(topic.settings());
        if (factor >= 3) {
            all.put("min.insync.replicas", "2");
        }
        NewTopic made = new NewTopic(
                topic.name(), Optional.of(topic.partitions()), factor == 0 ? Optional.empty() : Optional.of(factor));
        try {
            get(admin.createTopics(List.of(made.configs(all))).all());
        } catch (TopicExistsException e) {
            // Another node was faster.
        }
    }

    private void check(Admin admin) {
        String topic = properties.revocationsTopic();
        refuse(topic, RevocationsTopic.violations(settings(admin, topic), MUST_KEEP));
    }

    private void check(Admin admin, String topic, BiFunction<Integer, Map<String, String>, List<String>> violations) {
        Map<String, String> settings = settings(admin, topic);
        TopicDescription description =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        int partitions = description == null ? 0 : description.partitions().size();
        refuse(topic, violations.apply(partitions, settings));
    }

    private static void refuse(String topic, List<String> violations) {
        if (!violations.isEmpty()) {
            throw new StartRefusedException(
                    "Kafka topic " + topic + " is unsafe: " + String.join("; ", violations) + ".",
                    "Alter the topic's settings accordingly, or delete it and let it be created.");
        }
    }

    private Map<String, String> settings(Admin admin, String topic) {
        Config config = config(admin, new ConfigResource(ConfigResource.Type.TOPIC, topic));
        Map<String, String> actual = new HashMap<>();
        if (config != null) {
            config.entries().forEach(entry -> actual.put(entry.name(), entry.value()));
        }
        return actual;
    }

    /** A broker may hear of a topic a moment after its creation was answered. */
    private @Nullable Config config(Admin admin, ConfigResource topic) {
        long start = System.nanoTime();
        while (true) {
            try {
                return get(admin.describeConfigs(List.of(topic)).all()).get(topic);
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() - start > properties.startupTimeout().toNanos()) {
                    throw unreachable("topic " + topic.name() + " does not appear");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(properties.startupTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw unreachable(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw unreachable("no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    private StartRefusedException unreachable(String why) {
        return new StartRefusedException(
                "Kafka at " + properties.bootstrapServers() + " did not serve within "
                        + properties.startupTimeout().toSeconds() + " s (" + why + ").",
                "Start Kafka first, or correct curfew.kafka.bootstrap-servers.");
    }

    /** A topic as it is made; nothing is revoked without the vital ones. */
    private record Wanted(String name, int partitions, Map<String, String> settings, boolean vital) {}
}
