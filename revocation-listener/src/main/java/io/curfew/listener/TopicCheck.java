package io.curfew.listener;

import io.curfew.events.notice.RevocationsTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the topic's identity and settings. Stateless. */
final class TopicCheck {
    private static final long TIMEOUT_SECONDS = 6;

    /** Which topic it is: a topic deleted and created again has the same name and another id. */
    record Identity(Uuid id, int partitions) {}

    private TopicCheck() {}

    static Identity identity(Admin admin, String topic) throws RefusedException, InterruptedException {
        TopicDescription description =
                get(admin.describeTopics(List.of(topic)).allTopicNames(), topic).get(topic);
        if (description == null) {
            throw missing(topic);
        }
        return new Identity(description.topicId(), description.partitions().size());
    }

    /** The identity of a topic whose settings keep every revocation for as long as it matters. */
    static Identity safe(Admin admin, String topic, Duration mustKeep) throws RefusedException, InterruptedException {
        Identity identity = identity(admin, topic);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings = new HashMap<>();
        var described =
                get(admin.describeConfigs(List.of(resource)).all(), topic).get(resource);
        if (described != null) {
            described.entries().forEach(entry -> {
                if (entry.value() != null) {
                    settings.put(entry.name(), entry.value());
                }
            });
        }
        List<String> violations = RevocationsTopic.violations(settings, mustKeep);
        if (!violations.isEmpty()) {
            throw new UnsafeException("topic " + topic + " could lose revocations, so this node stays not ready: "
                    + String.join("; ", violations));
        }
        return identity;
    }

    static <T> T get(KafkaFuture<T> future, String topic) throws RefusedException, InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw missing(topic);
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new RefusedException("Kafka did not answer: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new RefusedException("Kafka did not answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }

    private static RefusedException missing(String topic) {
        return new RefusedException("topic " + topic + " does not exist; auth-command creates it, or create it with "
                + RevocationsTopic.settings());
    }

    /** The topic's settings are not safe. */
    static final class UnsafeException extends RefusedException {
        private static final long serialVersionUID = 1L;

        UnsafeException(String message) {
            super(message);
        }
    }

    /** Not now, with the sentence for operators. Worth another try. */
    static class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
