package io.curfew.cli.kafka;

import io.curfew.events.SessionEventsTopic;
import io.curfew.events.notice.RevocationsTopic;
import io.curfew.events.receipt.ReceiptsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** Topics held against what the code needs of them. Confined to one thread. */
public final class TopicCheck {
    static final String HEADS = "session-heads";
    /** As auth-command reckons: the longest token life that listeners know by default, and as much again for margins. */
    private static final Duration MUST_KEEP = Duration.ofHours(2);

    private final Admin admin;

    public TopicCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * One topic.
     *
     * @param violations what is wrong, as sentences that say what to do
     * @param remarks what is right but could be safer
     */
    public record Finding(String topic, int partitions, int copies, List<String> violations, List<String> remarks) {
        /** {@code ok} or {@code unsafe}. */
        public String state() {
            return violations.isEmpty() ? "ok" : "unsafe";
        }
    }

    /** What a topic must be like. */
    private interface Rule {
        List<String> violations(int partitions, Map<String, String> settings);
    }

    /** All topics of the platform. */
    public List<Finding> all() {
        Map<String, Rule> rules = new java.util.LinkedHashMap<>();
        rules.put(
                SessionEventsTopic.NAME, (partitions, settings) -> differing(SessionEventsTopic.settings(), settings));
        rules.put(RevocationsTopic.NAME, TopicCheck::revocations);
        rules.put(ReceiptsTopic.NAME, ReceiptsTopic::violations);
        Set<String> existing = get(admin.listTopics().names());
        List<Finding> findings = new ArrayList<>();
        rules.forEach((topic, rule) -> findings.add(
                existing.contains(topic)
                        ? finding(topic, rule)
                        : new Finding(topic, 0, 0, List.of("it does not exist; auth-command makes it"), List.of())));
        return findings;
    }

    private Finding finding(String topic, Rule rule) {
        TopicDescription description =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        int partitions = description == null ? 0 : description.partitions().size();
        int copies = description == null
                ? 0
                : description.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0);
        Map<String, String> settings = settings(topic);
        List<String> remarks = new ArrayList<>();
        if (copies == 1) {
            remarks.add("there is one copy only: the loss of a disk loses it");
        } else if ("1".equals(settings.get("min.insync.replicas"))) {
            remarks.add("min.insync.replicas is 1: what one broker has acknowledged can be lost with it; set 2");
        }
        return new Finding(topic, partitions, copies, rule.violations(partitions, settings), remarks);
    }

    private static List<String> revocations(int partitions, Map<String, String> settings) {
        return RevocationsTopic.violations(settings, MUST_KEEP);
    }

    /** For topics whose settings must be exactly those they are made with. */
    static List<String> differing(Map<String, String> required, Map<String, String> actual) {
        return required.entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(actual.get(wanted.getKey())))
                .map(wanted ->
                        wanted.getKey() + " is " + actual.get(wanted.getKey()) + ", must be " + wanted.getValue())
                .sorted()
                .toList();
    }

    private Map<String, String> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        Map<String, String> settings = new HashMap<>();
        if (config != null) {
            config.entries().forEach(entry -> settings.put(entry.name(), String.valueOf(entry.value())));
        }
        return settings;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? KafkaAccess.failure(cause)
                    : new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
