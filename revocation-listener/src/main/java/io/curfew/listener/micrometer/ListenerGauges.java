package io.curfew.listener.micrometer;

import io.curfew.listener.ListenerStatus;
import io.curfew.listener.RevocationListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;

/** How a listener is at the moment, as gauges. Thread-safe. */
public final class ListenerGauges implements MeterBinder {
    private final RevocationListener listener;

    /** The gauges of that listener. */
    public ListenerGauges(RevocationListener listener) {
        this.listener = listener;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("curfew.listener.age", listener, it -> seconds(it.status()))
                .description("How old this node's knowledge of revocations is; NaN while it has none")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("curfew.listener.revocations", listener, it -> it.status().revocations())
                .description("Unexpired revocations this node knows")
                .register(registry);
        Gauge.builder("curfew.listener.ready", listener, it -> it.status().ready() ? 1 : 0)
                .description("1 while this node can judge tokens")
                .register(registry);
    }

    private static double seconds(ListenerStatus status) {
        Duration age = status.age();
        return age == null ? Double.NaN : age.toNanos() / 1e9;
    }
}
