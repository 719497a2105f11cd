package io.curfew.cli.kafka;

import io.curfew.cli.terminal.CommandFailure;
import io.curfew.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** How Kafka is reached. Immutable. Its clients give up after seconds, since somebody is waiting. */
public final class KafkaAccess {
    private static final int PATIENCE_MS = 10_000;

    private final Map<String, Object> settings;

    private KafkaAccess(Map<String, Object> settings) {
        this.settings = settings;
    }

    /**
     * The access that is meant.
     *
     * @param file further client settings, such as those of TLS and SASL; null for none
     */
    public static KafkaAccess of(String bootstrapServers, @Nullable Path file) {
        Map<String, Object> settings = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.USAGE, file + " cannot be read as properties", e);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        settings.put("metric.reporters", "");
        settings.put("enable.metrics.push", false);
        return new KafkaAccess(settings);
    }

    /** Its administration. The caller closes it. */
    public Admin admin() {
        try {
            return Admin.create(only(AdminClientConfig.configNames()));
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** A consumer of no group, which leaves no trace. The caller closes it. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> own = only(ConsumerConfig.configNames());
        own.keySet().removeIf(name -> name.startsWith("group."));
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try {
            return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private Map<String, Object> only(java.util.Set<String> names) {
        Map<String, Object> own = new HashMap<>(settings);
        own.keySet().retainAll(names);
        return own;
    }

    /** What a client's exception means to the person who waits. Its message holds no setting's value. */
    public static CommandFailure failure(Throwable e) {
        Throwable cause = e.getCause() instanceof KafkaException inner ? inner : e;
        boolean forbidden = cause instanceof AuthorizationException;
        return new CommandFailure(
                ExitCode.NO_ACCESS,
                (forbidden ? "Kafka does not allow it: " : "Kafka cannot be reached: ") + cause.getMessage(),
                e);
    }
}
