package io.curfew.listener;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the revocation topic of a Kafka cluster: all partitions, no consumer group, nothing committed, from
 * {@code lookback} ago to the end and then on. While Kafka cannot be reached, or the topic is missing or unsafe, it says
 * so and keeps trying. It fails, for good, when the topic is no longer the one it started on, when its place in the topic
 * is gone, or when its thread dies.
 *
 * <p>A topic of several partitions needs a live watermark in each of them; without, the node is never ready. The
 * credentials must allow to describe the topic and its settings and to read it.
 *
 * <p>Thread-safe; one daemon thread owns the consumer, another asks for end offsets.
 */
public final class KafkaNoticeFeed implements NoticeFeed {
    private final Map<String, Object> clientSettings;
    private final String topic;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable KafkaFeedLoop loop;

    /**
     * A feed of that topic.
     *
     * @param clientSettings {@code bootstrap.servers}, and what else the Kafka clients need to get in
     */
    public KafkaNoticeFeed(Map<String, ?> clientSettings, String topic) {
        this(clientSettings, topic, RevocationListenerBuilder.SYSTEM_CLOCK, System::nanoTime);
    }

    KafkaNoticeFeed(Map<String, ?> clientSettings, String topic, Clock clock, LongSupplier nanoTime) {
        this.clientSettings = new HashMap<>(clientSettings);
        this.topic = topic;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void start(Sink sink, Duration lookback) {
        if (loop != null) {
            throw new IllegalStateException("a feed serves one listener");
        }
        loop = new KafkaFeedLoop(new KafkaSettings(clientSettings), topic, lookback, sink, clock, nanoTime);
        loop.start();
    }

    @Override
    public synchronized void close() {
        if (loop != null) {
            loop.close();
        }
    }
}
