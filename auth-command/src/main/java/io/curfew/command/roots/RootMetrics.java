package io.curfew.command.roots;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;

/** Whether the history is signed, as a gauge: not a number while the database cannot tell. Thread-safe. */
final class RootMetrics implements MeterBinder {
    private final UnsignedAge age;

    RootMetrics(UnsignedAge age) {
        this.age = age;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("curfew.history.unsigned", age, RootMetrics::seconds)
                .description("For how long no new root is on the topic although something waits for one")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double seconds(UnsignedAge age) {
        try {
            return age.measure().toMillis() / 1000.0;
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
