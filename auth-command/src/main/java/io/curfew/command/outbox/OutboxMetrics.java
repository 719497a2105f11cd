package io.curfew.command.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;

/** What waits in the outbox, as gauges by topic: not a number while the database cannot tell. Thread-safe. */
final class OutboxMetrics implements MeterBinder {
    private final OutboxDepth depth;
    private final List<String> topics;

    OutboxMetrics(OutboxDepth depth, Collection<String> topics) {
        this.depth = depth;
        this.topics = List.copyOf(topics);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String topic : topics) {
            Gauge.builder("curfew.outbox.unpublished", depth, d -> of(d, topic, OutboxDepth.Waiting::records))
                    .description("Committed records that are not known to be published")
                    .tag("topic", topic)
                    .register(registry);
            Gauge.builder("curfew.outbox.oldest", depth, d -> of(d, topic, waiting -> seconds(waiting)))
                    .description("For how long the oldest of them has waited")
                    .baseUnit("seconds")
                    .tag("topic", topic)
                    .register(registry);
        }
    }

    private static double seconds(OutboxDepth.Waiting waiting) {
        return waiting.oldest().toMillis() / 1000.0;
    }

    private static double of(OutboxDepth depth, String topic, ToDoubleFunction<OutboxDepth.Waiting> value) {
        try {
            return depth.measure().stream()
                    .filter(waiting -> waiting.topic().equals(topic))
                    .mapToDouble(value)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
