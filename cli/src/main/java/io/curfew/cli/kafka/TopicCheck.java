package io.curfew.cli.kafka;

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

    /** All topics of the platform. */
    public List<Finding> all() {
        Set<String> existing = get(admin.listTopics().names());
        List<Finding> findings = new ArrayList<>();
        TopicRules.all()
                .forEach((topic, rule) -> findings.add(
                        existing.contains(topic)
                                ? finding(topic, rule)
                                : new Finding(
                                        topic, 0, 0, List.of("it does not exist; auth-command makes it"), List.of())));
        return findings;
    }

    private Finding finding(String topic, TopicRules.Rule rule) {
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
